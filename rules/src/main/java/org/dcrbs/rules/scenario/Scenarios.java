package org.dcrbs.rules.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcrbs.rules.Diagnostic;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.rules.Sheet;

/** The scenarios of a policy set: cases that its files say must come out as written. */
public final class Scenarios {
    private final List<Scenario> cases;

    private Scenarios(List<Scenario> cases) {
        this.cases = List.copyOf(cases);
    }

    /** Reads the files of a policy set that hold scenarios, and passes over the others. */
    public static Scenarios read(Map<String, byte[]> files) throws PolicyException {
        List<Scenario> cases = new ArrayList<>();
        List<Diagnostic> wrong = new ArrayList<>();
        new TreeMap<>(files).forEach((name, bytes) -> {
            if (PolicySet.isScenarios(name)) {
                try {
                    cases.addAll(new ScenarioReader(Sheet.read(name, bytes)).read());
                } catch (PolicyException e) {
                    wrong.addAll(e.diagnostics());
                }
            }
        });
        if (!wrong.isEmpty()) {
            throw new PolicyException(wrong);
        }
        return new Scenarios(cases);
    }

    /** What is wrong with the scenarios among policy files and in folders of them; nothing is run. */
    public static List<Diagnostic> faults(List<Path> paths) {
        List<Diagnostic> wrong = new ArrayList<>();
        for (Path path : paths) {
            try {
                read(readable(path));
            } catch (PolicyException e) {
                wrong.addAll(e.diagnostics());
            }
        }
        return wrong;
    }

    /** Files that can't be read at all are told of by {@link org.dcrbs.rules.PolicyCheck}. */
    private static Map<String, byte[]> readable(Path path) {
        try {
            return PolicySet.filesIn(path);
        } catch (PolicyException e) {
            return Map.of();
        }
    }

    public int size() {
        return cases.size();
    }

    /** Asks the policies about every case. */
    public ScenarioReport run(PolicySet policies) {
        return new ScenarioReport(
                policies.version(),
                cases.size(),
                cases.stream().flatMap(one -> one.run(policies).stream()).toList());
    }
}
