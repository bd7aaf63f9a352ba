package org.dcrbs.solver.pricing;

import java.util.OptionalLong;

/**
 * One pairing and what is paid for it.
 *
 * @param bundle index of the bundle
 * @param line index of the line, counted over the whole problem as candidates are
 * @param worth paid by the taker, and received by the giver
 * @param uniform reserve and the dual prices of what is taken; absent if the answer has no prices
 */
public record PricedPairing(
        int bundle, int line, int candidate, long reserve, long value, long worth, OptionalLong uniform, Basis basis) {
    public long giverGain() {
        return worth - reserve;
    }

    public long takerGain() {
        return value - worth;
    }

    /** Its part of the objective. */
    public long surplus() {
        return value - reserve;
    }
}
