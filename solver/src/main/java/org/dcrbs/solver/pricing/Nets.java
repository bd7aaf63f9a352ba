package org.dcrbs.solver.pricing;

import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;

/** All parties' nets, and how far they can still go. */
final class Nets {
    /** Beyond any net; what a bound may say beyond this means nothing. */
    private static final long FAR = 1L << 61;

    private final long[] net;
    private final long[] min;
    private final long[] max;

    Nets(PairingProblem problem) {
        int parties = problem.parties().size();
        net = new long[parties];
        min = new long[parties];
        max = new long[parties];
        for (int p = 0; p < parties; p++) {
            PartyBounds bounds = problem.parties().get(p);
            min[p] = clip(bounds.netMin().orElse(-FAR));
            max[p] = clip(bounds.netMax().orElse(FAR));
        }
    }

    void pay(int taker, int giver, long worth) {
        net[taker] += worth;
        net[giver] -= worth;
    }

    /** As much of a change of what the taker pays the giver as breaks no bound. */
    long allowed(int taker, int giver, long change) {
        long room = change > 0
                ? Math.min(max[taker] - net[taker], net[giver] - min[giver])
                : Math.min(net[taker] - min[taker], max[giver] - net[giver]);
        long most = Math.max(0, room);
        return change > 0 ? Math.min(change, most) : Math.max(change, -most);
    }

    private static long clip(long bound) {
        return Math.max(-FAR, Math.min(FAR, bound));
    }
}
