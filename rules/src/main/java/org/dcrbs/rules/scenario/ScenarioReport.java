package org.dcrbs.rules.scenario;

import java.util.List;
import java.util.stream.Collectors;
import org.dcrbs.rules.Explanation;

/**
 * How the scenarios of a policy set came out.
 *
 * @param cases how many there are
 * @param failures those that came out otherwise than expected
 */
public record ScenarioReport(String version, int cases, List<Failure> failures) {
    public ScenarioReport {
        failures = List.copyOf(failures);
    }

    public boolean isGreen() {
        return failures.isEmpty();
    }

    /** The whole account, in lines. */
    public String text() {
        return failures.stream().map(Failure::text).collect(Collectors.joining())
                + (cases == 0
                        ? "no scenarios"
                        : "scenarios: " + cases + ", as expected: " + (cases - failures.size()) + ", not: "
                                + failures.size())
                + "\n";
    }

    /**
     * A case that came out otherwise.
     *
     * @param why which rules spoke, and which did not
     */
    public record Failure(String file, String scenario, List<Mismatch> mismatches, Explanation why) {
        public Failure {
            mismatches = List.copyOf(mismatches);
        }

        String text() {
            StringBuilder text = new StringBuilder();
            mismatches.forEach(mismatch -> text.append(file)
                    .append(", cell ")
                    .append(mismatch.cell())
                    .append(", scenario \"")
                    .append(scenario)
                    .append("\": ")
                    .append(mismatch)
                    .append('\n'));
            text.append("    fired: ")
                    .append(why.fired().isEmpty() ? "no rule" : String.join("; ", why.fired()))
                    .append('\n');
            why.silent()
                    .forEach(rule ->
                            text.append("    did not fire: ").append(rule).append('\n'));
            return text.toString();
        }
    }

    /** One cell that came out otherwise. */
    public record Mismatch(String cell, String what, String expected, String got) {
        @Override
        public String toString() {
            return "expected " + what + " " + expected + ", got " + got;
        }
    }
}
