package org.dcrbs.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Checks an answer against its problem from scratch, sharing no code with the solver: every hard rule, the objective,
 * the reasons, and the bound by its prices.
 */
public final class PairingChecker {
    private final PairingProblem problem;
    private final Answer answer;
    private final List<String> faults = new ArrayList<>();
    private final Set<Integer> served = new HashSet<>();
    private final Map<Integer, Integer> providerOf = new HashMap<>();
    private final long[] net;
    private final PoolLedger pools;
    private long objective;

    private PairingChecker(PairingProblem problem, Answer answer) {
        this.problem = problem;
        this.answer = answer;
        net = new long[problem.parties().size()];
        pools = new PoolLedger(problem);
    }

    /** What is wrong with the answer; empty if nothing is. */
    public static List<String> check(PairingProblem problem, Answer answer) {
        return examine(problem, answer).faults();
    }

    /** Everything that can be said of the answer without trusting it. */
    public static Verdict examine(PairingProblem problem, Answer answer) {
        PairingChecker checker = new PairingChecker(problem, answer);
        OptionalLong proven = checker.run();
        return new Verdict(checker.faults, checker.objective, proven);
    }

    private OptionalLong run() {
        if (!answer.problem().equals(problem.name())) {
            faults.add("the answer is to '" + answer.problem() + "', not to '" + problem.name() + "'");
        }
        answer.pairings().forEach(this::pairing);
        faults.addAll(pools.overdrawn());
        mandatory();
        nets();
        problem.maxCycle().ifPresent(most -> faults.addAll(new CycleCheck(problem, providerOf).longerThan(most)));
        unserved();
        if (answer.objective() != objective) {
            faults.add("the objective is said to be " + answer.objective() + ", it is " + objective);
        }
        if (answer.bound() < answer.objective()) {
            faults.add("the bound " + answer.bound() + " is below the objective " + answer.objective());
        }
        OptionalLong proven = proven();
        if (proven.isPresent() && answer.bound() < proven.getAsLong()) {
            faults.add("the bound is said to be " + answer.bound() + ", its prices prove only " + proven.getAsLong());
        }
        return proven;
    }

    /** What the answer's prices prove, if it rests on them and has them. */
    private OptionalLong proven() {
        if (answer.prices().isEmpty()) {
            return OptionalLong.empty();
        }
        DualPrices prices = answer.prices().get();
        if (answer.proof().byPrices()) {
            return OptionalLong.of(BoundAudit.provenBy(problem, prices));
        }
        return answer.proof() == Proof.KNAPSACKS && answer.knapsackPrices().isPresent()
                ? OptionalLong.of(KnapsackAudit.provenBy(
                        problem, prices, answer.knapsackPrices().get()))
                : OptionalLong.empty();
    }

    private void pairing(ServedBundle pairing) {
        int bundle = pairing.bundle();
        if (bundle < 0 || bundle >= problem.bundleCount()) {
            faults.add("there is no bundle with index " + bundle);
            return;
        }
        String name = "bundle " + problem.bundleId(bundle);
        if (!served.add(bundle)) {
            faults.add(name + " is served twice");
            return;
        }
        int first = problem.firstLine(bundle);
        int lines = problem.firstLine(bundle + 1) - first;
        if (pairing.picks().size() != lines) {
            faults.add(name + " has " + lines + " lines, " + pairing.picks().size() + " are served");
            return;
        }
        Set<Integer> providers = new HashSet<>();
        for (int line = first; line < first + lines; line++) {
            int pick = pairing.picks().get(line - first);
            if (pick < 0 || pick >= problem.firstCandidate(line + 1) - problem.firstCandidate(line)) {
                faults.add(name + ", line " + problem.lineId(line) + ": there is no candidate " + pick);
                continue;
            }
            int candidate = problem.firstCandidate(line) + pick;
            book(bundle, line, candidate);
            providers.add(problem.provider(candidate));
        }
        if (problem.sameProvider(bundle) && providers.size() > 1) {
            faults.add(name + " wants one provider, has " + providers.size());
        }
        if (problem.distinctProviders(bundle) && providers.size() < lines) {
            faults.add(name + " wants distinct providers, has " + providers.size() + " for " + lines + " lines");
        }
    }

    private void book(int bundle, int line, int candidate) {
        int receiver = problem.bundleParty(bundle);
        int provider = problem.provider(candidate);
        if (receiver == provider) {
            faults.add("bundle " + problem.bundleId(bundle) + ", line " + problem.lineId(line)
                    + ": is served by its own party");
        }
        objective += problem.surplus(candidate);
        net[receiver] += problem.worth(candidate);
        net[provider] -= problem.worth(candidate);
        providerOf.put(receiver, provider);
        pools.draw(line, candidate);
    }

    private void mandatory() {
        for (int bundle = 0; bundle < problem.bundleCount(); bundle++) {
            if (problem.mandatory(bundle) && !served.contains(bundle)) {
                faults.add("bundle " + problem.bundleId(bundle) + " is mandatory and not served");
            }
        }
    }

    private void nets() {
        for (int p = 0; p < net.length; p++) {
            PartyBounds party = problem.parties().get(p);
            if (party.netMin().isPresent() && net[p] < party.netMin().getAsLong()) {
                faults.add("party " + party.id() + ": net " + net[p] + " is below netMin "
                        + party.netMin().getAsLong());
            }
            if (party.netMax().isPresent() && net[p] > party.netMax().getAsLong()) {
                faults.add("party " + party.id() + ": net " + net[p] + " is above netMax "
                        + party.netMax().getAsLong());
            }
        }
    }

    private void unserved() {
        Map<String, String> reasons = new HashMap<>();
        for (Unserved out : answer.unserved()) {
            if (reasons.put(out.bundleId(), out.reason()) != null) {
                faults.add("bundle " + out.bundleId() + " is unserved twice");
            }
        }
        for (int bundle = 0; bundle < problem.bundleCount(); bundle++) {
            String reason = reasons.remove(problem.bundleId(bundle));
            if (served.contains(bundle) && reason != null) {
                faults.add("bundle " + problem.bundleId(bundle) + " is both served and unserved");
            }
            if (!served.contains(bundle) && (reason == null || reason.isBlank())) {
                faults.add("bundle " + problem.bundleId(bundle) + " is unserved without a reason");
            }
        }
        reasons.keySet().forEach(id -> faults.add("there is no bundle '" + id + "' to be unserved"));
    }
}
