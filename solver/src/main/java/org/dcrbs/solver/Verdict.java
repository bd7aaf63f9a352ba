package org.dcrbs.solver;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a check of an answer came to.
 *
 * @param faults everything that is wrong; empty if nothing is
 * @param objective what the pairings are worth, summed anew
 * @param proven the bound that the answer's prices prove; absent if it came without the prices that its proof needs
 */
public record Verdict(List<String> faults, long objective, OptionalLong proven) {
    public Verdict {
        faults = List.copyOf(faults);
    }

    public boolean good() {
        return faults.isEmpty();
    }
}
