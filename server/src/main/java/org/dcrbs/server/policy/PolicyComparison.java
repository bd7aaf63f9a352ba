package org.dcrbs.server.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dcrbs.rules.PolicyDiff;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.server.listing.BadInputException;

/**
 * What differs between two sets of policies.
 *
 * @param files those that differ, be it in comments or scenarios alone
 * @param rules what has become of each rule that differs
 * @param text all of it in lines
 */
record PolicyComparison(List<String> files, List<PolicyDiff.Change> rules, String text) {
    static PolicyComparison of(Map<String, byte[]> before, Map<String, byte[]> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Arrays.equals(before.get(name), after.get(name)));
        try {
            List<PolicyDiff.Change> rules = PolicyDiff.between(before, after).changes();
            StringBuilder text = new StringBuilder();
            rules.forEach(change -> text.append(change).append('\n'));
            text.append("rules that differ: ").append(rules.size());
            text.append("\nfiles that differ: ").append(names.isEmpty() ? "none" : String.join(", ", names));
            return new PolicyComparison(
                    List.copyOf(names), rules, text.append('\n').toString());
        } catch (PolicyException e) {
            throw new BadInputException("the policies can't be compared:\n" + e.getMessage(), e);
        }
    }
}
