package org.dcrbs.server.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dcrbs.rules.Diagnostic;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.rules.scenario.ScenarioReport;
import org.dcrbs.rules.scenario.Scenarios;
import org.dcrbs.server.listing.BadInputException;

/** Policies compiled, and what their scenarios came to. */
record Trial(PolicySet policies, ScenarioReport report) {
    /** Takes seconds. */
    static Trial of(String name, Map<String, byte[]> files) {
        try {
            Scenarios scenarios = Scenarios.read(files);
            PolicySet policies = PolicySet.of(name, files);
            return new Trial(policies, scenarios.run(policies));
        } catch (PolicyException e) {
            throw new BadInputException(name + " is refused:\n" + e.getMessage(), e);
        }
    }

    /** What is wrong with the files; their scenarios are read, and not run. */
    static List<Diagnostic> faults(String name, Map<String, byte[]> files) {
        List<Diagnostic> wrong = new ArrayList<>();
        try {
            PolicySet.of(name, files);
        } catch (PolicyException e) {
            wrong.addAll(e.diagnostics());
        }
        try {
            Scenarios.read(files);
        } catch (PolicyException e) {
            e.diagnostics().stream().filter(fault -> !wrong.contains(fault)).forEach(wrong::add);
        }
        return wrong;
    }
}
