package org.dcrbs.rules.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.rules.scenario.ScenarioReport.Failure;
import org.dcrbs.rules.scenario.ScenarioReport.Mismatch;

/** One case: what is asked, and what should be answered. */
record Scenario(String file, String name, Question question, List<Expectation> expectations) {
    /** What came out otherwise, or empty if nothing did. */
    Optional<Failure> run(PolicySet policies) {
        Answer answer = question.ask(policies);
        List<Mismatch> mismatches = new ArrayList<>();
        expectations.forEach(
                expectation -> expectation.compare(answer, policies).ifPresent(mismatches::add));
        return mismatches.isEmpty() ? Optional.empty() : Optional.of(new Failure(file, name, mismatches, answer.why()));
    }
}
