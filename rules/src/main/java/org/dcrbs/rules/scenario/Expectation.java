package org.dcrbs.rules.scenario;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.rules.Suggestion;
import org.dcrbs.rules.ValueKind;
import org.dcrbs.rules.scenario.ScenarioReport.Mismatch;

/**
 * What one cell of a scenario expects.
 *
 * @param what such as {@code worth}
 * @param wanted the cell's text
 */
record Expectation(String cell, String what, ValueKind kind, String wanted) {
    /** Names of rules that must have fired, with semicolons between them. */
    static final String RULES = "rules";

    /** Whether and why a lot has no worth. */
    static final String REFUSAL = "refusal";

    /** There is no refusal. */
    static final String NONE = "none";

    private static final String ANY = "any";

    Optional<Mismatch> compare(Answer answer, PolicySet policies) {
        if (what.equals(RULES)) {
            List<String> missing = Arrays.stream(wanted.split(";"))
                    .map(String::strip)
                    .filter(rule -> !answer.why().fired().contains(rule))
                    .toList();
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Mismatch(cell, what, wanted, unfired(missing, policies.rules())));
        }
        String got = answer.about(what);
        return isMet(got) ? Optional.empty() : Optional.of(new Mismatch(cell, what, wanted, got));
    }

    private boolean isMet(String got) {
        if (what.equals(REFUSAL) && wanted.equals(ANY)) {
            return !got.equals(NONE);
        }
        boolean numbers = (kind == ValueKind.AMOUNT || kind == ValueKind.NUMBER) && got.matches("[0-9]+([.][0-9]+)?");
        return numbers ? new BigDecimal(wanted).compareTo(new BigDecimal(got)) == 0 : wanted.equals(got);
    }

    private static String unfired(List<String> missing, List<String> known) {
        return String.join(
                "; ",
                missing.stream()
                        .map(rule -> known.contains(rule)
                                ? "\"" + rule + "\" did not fire"
                                : "there is no rule \"" + rule + "\"" + Suggestion.of(rule, known))
                        .toList());
    }
}
