package org.dcrbs.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Seeded markets so small that every choice can be tried, with every feature of the problem somewhere. */
final class TinyMarket {
    private static final int SLOTS = 4;

    private final SplittableRandom random;
    private final int parties;
    private final List<PairingOffer> offers = new ArrayList<>();

    private TinyMarket(long seed) {
        random = new SplittableRandom(seed);
        parties = 2 + random.nextInt(4);
    }

    static PairingProblem of(long seed) {
        return new TinyMarket(seed).market(seed);
    }

    /** A swap market with a cap on cycles; some parties may begin a chain, some may end one. */
    static PairingProblem swaps(long seed) {
        return new TinyMarket(seed).swapMarket(seed);
    }

    private PairingProblem market(long seed) {
        PairingProblem.Builder problem = PairingProblem.builder("tiny-" + seed, SLOTS);
        boolean money = random.nextInt(3) > 0;
        for (int p = 0; p < parties; p++) {
            problem.party(new PartyBounds(
                    "p" + p,
                    money && random.nextBoolean() ? OptionalLong.of(-random.nextInt(30)) : OptionalLong.empty(),
                    money && random.nextBoolean() ? OptionalLong.of(random.nextInt(30)) : OptionalLong.empty()));
        }
        int count = 2 + random.nextInt(3);
        for (int o = 0; o < count; o++) {
            int from = random.nextInt(2);
            List<Long> pools = new ArrayList<>();
            for (int pool = random.nextInt(2); pool < 2; pool++) {
                pools.add((long) random.nextInt(6));
            }
            offers.add(new PairingOffer("o" + o, random.nextInt(parties), from, from + 2 + random.nextInt(2), pools));
        }
        offers.forEach(problem::offer);
        int bundles = 2 + random.nextInt(4);
        for (int b = 0; b < bundles; b++) {
            addBundle(problem, b);
        }
        return problem.build();
    }

    private void addBundle(PairingProblem.Builder problem, int b) {
        List<Line> lines = new ArrayList<>();
        int size = 1 + random.nextInt(2);
        for (int i = 0; i < size; i++) {
            int from = 1 + random.nextInt(2);
            int until = from + 1 + random.nextInt(2);
            List<Candidate> candidates = new ArrayList<>();
            for (int o = 0; o < offers.size(); o++) {
                PairingOffer offer = offers.get(o);
                if (random.nextInt(4) > 0 && offer.from() <= from && offer.until() >= until) {
                    candidates.add(candidate(o, offer.pools().size()));
                }
            }
            lines.add(new Line("l" + i, from, until, candidates));
        }
        int wish = random.nextInt(5);
        try {
            problem.bundle(
                    new Bundle("d" + b, random.nextInt(parties), lines, wish == 0, wish == 1, random.nextInt(10) == 0));
        } catch (InvalidProblemException mandatoryButImpossible) {
            problem.bundle(Bundle.of("d" + b, random.nextInt(parties), lines.toArray(Line[]::new)));
        }
    }

    private Candidate candidate(int offer, int pools) {
        long[] uses = new long[pools];
        for (int pool = 0; pool < pools; pool++) {
            uses[pool] = random.nextInt(4);
        }
        long value = random.nextInt(40) - 5L;
        return Candidate.of(offer, value, random.nextInt(10), 1 + random.nextInt(20), uses);
    }

    private PairingProblem swapMarket(long seed) {
        int many = 3 + random.nextInt(4);
        PairingProblem.Builder problem =
                PairingProblem.builder("swaps-" + seed, 1).maxCycle(2 + random.nextInt(3));
        for (int p = 0; p < many; p++) {
            int kind = random.nextInt(8);
            problem.party(PartyBounds.between("p" + p, kind == 0 ? -1 : 0, kind <= 1 ? 1 : 0));
        }
        for (int p = 0; p < many; p++) {
            problem.offer(new PairingOffer("o" + p, p, 0, 1, List.of(1L)));
        }
        for (int p = 0; p < many; p++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int o = 0; o < many; o++) {
                if (random.nextInt(2) == 0) {
                    candidates.add(Candidate.of(o, 1 + random.nextInt(9), random.nextInt(3), 1, 1));
                }
            }
            boolean mandatory = random.nextInt(12) == 0 && candidates.stream().anyMatch(c -> c.offer() != 0);
            Line line = new Line("l", 0, 1, candidates);
            try {
                problem.bundle(new Bundle("d" + p, p, List.of(line), false, false, mandatory));
            } catch (InvalidProblemException mandatoryButImpossible) {
                problem.bundle(Bundle.of("d" + p, p, line));
            }
        }
        return problem.build();
    }
}
