package org.dcrbs.solver.bench;

import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;

/** Made-up problems of the shapes that are easy if one sees them: assignments and flows. */
final class MadeUp {
    private static final int SPREAD = 1_000;
    private static final int CHOICE = 20;
    private static final int LARGEST_CAPACITY = 8;

    private MadeUp() {}

    /** As many jobs as agents, every agent good for every job. */
    static PairingProblem dense(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PairingProblem.Builder problem = oneSided("dense-" + size + "-seed" + seed);
        for (int o = 0; o < size; o++) {
            problem.offer(new PairingOffer("o" + o, 0, 0, 1, List.of(1L)));
        }
        for (int b = 0; b < size; b++) {
            problem.bundle(Bundle.of("b" + b, 1, line(IntStream.range(0, size), random)));
        }
        return problem.build();
    }

    /** Offers of several units each, and four times as many wishes for one unit. */
    static PairingProblem transport(int wishes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PairingProblem.Builder problem = oneSided("transport-" + wishes + "-seed" + seed);
        int offers = Math.max(1, wishes / 4);
        for (int o = 0; o < offers; o++) {
            problem.offer(new PairingOffer("o" + o, 0, 0, 1, List.of(1L + random.nextInt(LARGEST_CAPACITY))));
        }
        for (int b = 0; b < wishes; b++) {
            problem.bundle(Bundle.of("b" + b, 1, line(some(offers, -1, random), random)));
        }
        return problem.build();
    }

    /** Everyone gives one unit if he receives one: swaps in rings of any length. */
    static PairingProblem rings(int parties, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PairingProblem.Builder problem = PairingProblem.builder("rings-" + parties + "-seed" + seed, 1);
        for (int p = 0; p < parties; p++) {
            problem.party(PartyBounds.between("p" + p, 0, 0));
        }
        for (int p = 0; p < parties; p++) {
            problem.offer(new PairingOffer("o" + p, p, 0, 1, List.of(1L)));
        }
        for (int p = 0; p < parties; p++) {
            problem.bundle(Bundle.of("b" + p, p, line(some(parties, p, random), random)));
        }
        return problem.build();
    }

    private static PairingProblem.Builder oneSided(String name) {
        return PairingProblem.builder(name, 1)
                .party(PartyBounds.unbounded("givers"))
                .party(PartyBounds.unbounded("takers"));
    }

    private static IntStream some(int offers, int but, SplittableRandom random) {
        SortedSet<Integer> chosen = new TreeSet<>();
        for (int i = 0; i < CHOICE; i++) {
            chosen.add(random.nextInt(offers));
        }
        return chosen.stream().mapToInt(Integer::intValue).filter(o -> o != but);
    }

    private static Line line(IntStream offers, SplittableRandom random) {
        return new Line(
                "l",
                0,
                1,
                offers.mapToObj(o -> Candidate.of(o, SPREAD + random.nextInt(SPREAD), random.nextInt(SPREAD), 1, 1))
                        .toList());
    }
}
