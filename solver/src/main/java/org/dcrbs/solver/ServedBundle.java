package org.dcrbs.solver;

import java.util.List;

/**
 * A bundle that is served.
 *
 * @param bundle index of the bundle
 * @param picks for each of its lines, which of that line's candidates
 */
public record ServedBundle(int bundle, List<Integer> picks) {
    public ServedBundle {
        picks = List.copyOf(picks);
    }
}
