package org.dcrbs.solver.bench;

import java.util.List;
import java.util.Set;

/**
 * Problems of a kind.
 *
 * @param title what they are, in a sentence
 * @param skipped what is left out because its data is not at hand
 * @param charted whether best and bound over time are of interest
 */
public record BenchCase(
        String name, String title, List<Way> ways, List<Trial> trials, List<String> skipped, boolean charted) {
    public BenchCase {
        ways = List.copyOf(ways);
        trials = List.copyOf(trials);
        skipped = List.copyOf(skipped);
    }

    /** The same, by those of its ways alone. */
    public BenchCase by(Set<Way> some) {
        return new BenchCase(name, title, ways.stream().filter(some::contains).toList(), trials, skipped, charted);
    }
}
