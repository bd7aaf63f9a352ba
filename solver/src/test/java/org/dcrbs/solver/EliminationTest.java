package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.dcrbs.solver.bound.CertifiedBound;
import org.dcrbs.solver.bound.Elimination;
import org.dcrbs.solver.bound.PriceSearch;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.api.Test;

/** What is barred as hopeless is hopeless. */
class EliminationTest {
    private static final int SEEDS = 400;

    @Test
    void theBestChoiceOutlivesTheBarringOfWhatCannotBeatALesserOne() {
        int barred = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            PairingProblem problem = TinyMarket.of(seed);
            OptionalLong optimum = BruteForce.best(problem);
            if (optimum.isPresent()) {
                BitSet hopeless = hopeless(problem, optimum.getAsLong() - 1);
                barred += hopeless.cardinality();
                assertThat(BruteForce.best(without(hopeless, problem)))
                        .as("seed %d", seed)
                        .isEqualTo(optimum);
            }
        }
        assertThat(barred).isGreaterThan(SEEDS / 2);
    }

    @Test
    void nothingIsBarredWhereAllChoicesAreAsGood() {
        List<Candidate> either = List.of(Candidate.of(0, 5, 0, 0, 1), Candidate.of(1, 5, 0, 0, 1));
        PairingProblem problem = PairingProblem.builder("equals", 1)
                .party(PartyBounds.unbounded("giver"))
                .party(PartyBounds.unbounded("taker"))
                .offer(new PairingOffer("o1", 0, 0, 1, List.of(1L)))
                .offer(new PairingOffer("o2", 0, 0, 1, List.of(1L)))
                .bundle(new Bundle("b", 1, List.of(new Line("l", 0, 1, either)), false, false, false))
                .build();
        assertThat(hopeless(problem, 4).isEmpty()).isTrue();
        assertThat(hopeless(problem, 5).cardinality()).isEqualTo(2);
    }

    private static BitSet hopeless(PairingProblem problem, long reached) {
        PairingTable table = new PairingTable(problem);
        return Elimination.of(table, CertifiedBound.of(table, new PriceSearch(table).run(300, () -> false)), reached);
    }

    private static PairingProblem without(BitSet hopeless, PairingProblem problem) {
        PairingProblem.Builder builder = PairingProblem.builder(problem.name(), problem.slots());
        problem.parties().forEach(builder::party);
        problem.offers().forEach(builder::offer);
        for (int b = 0; b < problem.bundleCount(); b++) {
            Bundle bundle = problem.bundle(b);
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < bundle.lines().size(); i++) {
                Line line = bundle.lines().get(i);
                int first = problem.firstCandidate(problem.firstLine(b) + i);
                List<Candidate> left = IntStream.range(0, line.candidates().size())
                        .filter(k -> !hopeless.get(first + k))
                        .mapToObj(line.candidates()::get)
                        .toList();
                lines.add(new Line(line.id(), line.from(), line.until(), left));
            }
            builder.bundle(new Bundle(
                    bundle.id(),
                    bundle.party(),
                    lines,
                    bundle.sameProvider(),
                    bundle.distinctProviders(),
                    bundle.mandatory()));
        }
        return builder.build();
    }
}
