package org.dcrbs.solver.pricing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.ServedBundle;

/**
 * Prices an answer. Begins with the worths that the candidates came with, which keep the bounds on nets because the
 * answer does; moves each first to where nobody loses, then towards what the policy wants, and never past a bound.
 * Whatever a taker pays its giver gets, so that the market's money balances.
 */
public final class Pricing {
    /** A move can make room for another; most is done in the first two or three passes. */
    private static final int MOST_PASSES = 10;

    private static final double LARGEST_CHARGE = 0x1p60;

    /** A pairing whose worth is still to be settled. */
    private static final class Open {
        final int bundle;
        final int line;
        final int candidate;
        final Range range;
        final OptionalLong uniform;
        long worth;
        long target;
        Basis basis = Basis.GIVEN;

        Open(int bundle, int line, int candidate, Range range, OptionalLong uniform) {
            this.bundle = bundle;
            this.line = line;
            this.candidate = candidate;
            this.range = range;
            this.uniform = uniform;
        }
    }

    private final PairingProblem problem;
    private final Answer answer;
    private final IntFunction<PricingPolicy> policies;
    private final Nets nets;
    private final List<Open> open = new ArrayList<>();
    /** By bundle: what its value leaves after what it pays. */
    private final Map<Integer, Long> left = new HashMap<>();

    private Pricing(PairingProblem problem, Answer answer, IntFunction<PricingPolicy> policies) {
        this.problem = problem;
        this.answer = answer;
        this.policies = policies;
        nets = new Nets(problem);
    }

    /** The same policy for all. */
    public static PricedAnswer of(PairingProblem problem, Answer answer, PricingPolicy policy) {
        return of(problem, answer, line -> policy);
    }

    /**
     * @param answer must be feasible; nobody whom its given worths keep from losing loses at the new ones
     * @param policies by line, counted over the whole problem
     */
    public static PricedAnswer of(PairingProblem problem, Answer answer, IntFunction<PricingPolicy> policies) {
        if (problem.maxCycle().isPresent()) {
            throw new IllegalArgumentException("a swap market has no money to price in");
        }
        if (!answer.problem().equals(problem.name())) {
            throw new IllegalArgumentException(
                    "the answer is to '" + answer.problem() + "', not to '" + problem.name() + "'");
        }
        return new Pricing(problem, answer, policies).run();
    }

    private PricedAnswer run() {
        answer.pairings().forEach(this::open);
        settle(pairing -> pairing.range.nearest(pairing.worth));
        open.forEach(this::aim);
        settle(pairing -> pairing.target);
        return new PricedAnswer(open.stream().map(this::priced).toList());
    }

    private void open(ServedBundle served) {
        List<Range> ranges = Range.of(problem, served);
        int first = problem.firstLine(served.bundle());
        for (int i = 0; i < ranges.size(); i++) {
            int line = first + i;
            int candidate = problem.firstCandidate(line) + served.picks().get(i);
            Open pairing = new Open(served.bundle(), line, candidate, ranges.get(i), uniform(line, candidate));
            pay(pairing, problem.worth(candidate));
            left.merge(served.bundle(), problem.value(candidate), Long::sum);
            open.add(pairing);
        }
    }

    private OptionalLong uniform(int line, int candidate) {
        return answer.prices()
                .map(prices -> OptionalLong.of(problem.reserve(candidate)
                        + Math.round(Math.min(LARGEST_CHARGE, prices.capacityCharge(problem, line, candidate)))))
                .orElse(OptionalLong.empty());
    }

    private void aim(Open pairing) {
        PricingPolicy policy = policies.apply(pairing.line);
        Range range = pairing.range.keeping(policy);
        PricingPolicy.Preference preference = policy.preference();
        if (preference == PricingPolicy.Preference.AS_GIVEN) {
            pairing.target = range.nearest(pairing.worth);
        } else if (preference == PricingPolicy.Preference.UNIFORM && pairing.uniform.isPresent()) {
            long uniform = pairing.uniform.getAsLong();
            pairing.target = range.nearest(uniform);
            pairing.basis =
                    uniform > range.high() ? Basis.CAPPED : uniform < range.low() ? Basis.RAISED : Basis.UNIFORM;
        } else {
            pairing.target = range.split(policy.giverPermille());
            pairing.basis = Basis.SPLIT;
        }
    }

    private void settle(ToLongFunction<Open> wanted) {
        boolean moved = true;
        for (int pass = 0; moved && pass < MOST_PASSES; pass++) {
            moved = false;
            for (Open pairing : open) {
                long change = allowed(pairing, wanted.applyAsLong(pairing) - pairing.worth);
                pay(pairing, change);
                moved |= change != 0;
            }
        }
    }

    /** No bundle comes to cost more than it is worth by a move. */
    private long allowed(Open pairing, long change) {
        long affordable = Math.max(0, left.getOrDefault(pairing.bundle, 0L));
        return nets.allowed(
                problem.bundleParty(pairing.bundle), problem.provider(pairing.candidate), Math.min(change, affordable));
    }

    private void pay(Open pairing, long more) {
        pairing.worth += more;
        left.merge(pairing.bundle, -more, Long::sum);
        nets.pay(problem.bundleParty(pairing.bundle), problem.provider(pairing.candidate), more);
    }

    private PricedPairing priced(Open pairing) {
        return new PricedPairing(
                pairing.bundle,
                pairing.line,
                pairing.candidate,
                problem.reserve(pairing.candidate),
                problem.value(pairing.candidate),
                pairing.worth,
                pairing.uniform,
                pairing.worth == pairing.target ? pairing.basis : Basis.HELD);
    }
}
