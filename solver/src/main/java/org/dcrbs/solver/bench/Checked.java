package org.dcrbs.solver.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.PairingChecker;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.Proof;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.Unserved;
import org.dcrbs.solver.Verdict;

/** What the checker says, in a few words. */
record Checked(boolean feasible, String word) {
    /** Of an answer of this solver: its rules, its objective, its reasons and its bound. */
    static Checked of(PairingProblem problem, Answer answer) {
        Verdict verdict = PairingChecker.examine(problem, answer);
        if (!verdict.good()) {
            return told(verdict.faults());
        }
        return new Checked(
                true, verdict.proven().isPresent() ? "feasible, bound re-summed" : "feasible, bound not re-summed");
    }

    /** Of pairings alone: their rules. */
    static Checked of(PairingProblem problem, List<ServedBundle> pairings) {
        long objective = problem.objective(pairings);
        Set<Integer> served = new HashSet<>();
        pairings.forEach(pairing -> served.add(pairing.bundle()));
        List<Unserved> unserved = new ArrayList<>();
        for (int b = 0; b < problem.bundleCount(); b++) {
            if (!served.contains(b)) {
                unserved.add(new Unserved(problem.bundleId(b), "left out"));
            }
        }
        // A bound equal to the objective and without prices: nothing of it is there to be checked.
        Answer answer = new Answer(
                problem.name(), objective, objective, Proof.EXHAUSTIVE, 0, 0, 0, pairings, unserved, Optional.empty());
        List<String> faults = PairingChecker.check(problem, answer);
        return faults.isEmpty() ? new Checked(true, "feasible") : told(faults);
    }

    private static Checked told(List<String> faults) {
        String count = faults.size() == 1 ? "1 fault: " : faults.size() + " faults, first: ";
        return new Checked(false, "REFUSED, " + count + faults.get(0));
    }
}
