package org.dcrbs.solver.pricing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.ServedBundle;

/** The worths of one pairing at which nobody loses. */
record Range(long low, long high) {
    private static final int ALL = 1000;

    Range {
        if (low > high) {
            throw new IllegalArgumentException("no worth is within " + low + ".." + high);
        }
    }

    /**
     * From reserve to value. If some line of the bundle costs more than it is worth, its giver gets the reserve, and the
     * other lines' ranges shrink in proportion, so that the bundle is worth what it costs whatever is paid within them.
     */
    static List<Range> of(PairingProblem problem, ServedBundle served) {
        int first = problem.firstLine(served.bundle());
        long surplus = 0;
        long gains = 0;
        for (int i = 0; i < served.picks().size(); i++) {
            long ofLine = problem.surplus(
                    problem.firstCandidate(first + i) + served.picks().get(i));
            surplus += ofLine;
            gains += Math.max(0, ofLine);
        }
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < served.picks().size(); i++) {
            int k = problem.firstCandidate(first + i) + served.picks().get(i);
            long gain = Math.max(0, problem.surplus(k));
            long reserve = problem.reserve(k);
            ranges.add(new Range(
                    reserve,
                    reserve + (surplus == gains ? gain : part(gain, Math.max(0, surplus), Math.max(1, gains)))));
        }
        return ranges;
    }

    /** Without what each side needs to pay its commission of a worth from; the surplus is shared if it is too small. */
    Range keeping(PricingPolicy policy) {
        int giver = policy.giverRoomPermille();
        int taker = policy.takerRoomPermille();
        long most = Math.max(0, high);
        long wide = high - low;
        long givers = part(most, giver, ALL);
        long takers = part(most, taker, ALL);
        if (givers + takers <= wide) {
            return new Range(low + givers, high - takers);
        }
        long all = low + part(wide, giver, giver + taker);
        return new Range(all, all);
    }

    long nearest(long worth) {
        return Math.max(low, Math.min(high, worth));
    }

    long split(int permille) {
        return low + part(high - low, permille, ALL);
    }

    /** {@code amount * of / in}, rounded down; nothing of it may be negative. */
    private static long part(long amount, long of, long in) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(of))
                .divide(BigInteger.valueOf(in))
                .longValueExact();
    }
}
