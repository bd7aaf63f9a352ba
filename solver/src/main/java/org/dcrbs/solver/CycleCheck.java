package org.dcrbs.solver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows who receives from whom, in a swap market where everyone does so at most once. */
final class CycleCheck {
    private final PairingProblem problem;
    private final Map<Integer, Integer> providerOf;

    CycleCheck(PairingProblem problem, Map<Integer, Integer> providerOf) {
        this.problem = problem;
        this.providerOf = providerOf;
    }

    /** A fault for each party from which a cycle or chain of more parties begins. */
    List<String> longerThan(int most) {
        List<String> faults = new ArrayList<>();
        for (int party : providerOf.keySet()) {
            Set<Integer> met = new HashSet<>();
            Integer at = party;
            while (at != null && met.add(at)) {
                at = providerOf.get(at);
            }
            if (met.size() > most) {
                faults.add("party " + problem.parties().get(party).id() + " is in a cycle or chain of " + met.size()
                        + " parties, " + most + " are allowed");
            }
        }
        return faults;
    }
}
