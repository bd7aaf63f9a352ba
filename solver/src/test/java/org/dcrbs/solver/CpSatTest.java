package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.cpsat.CpLimits;
import org.dcrbs.solver.cpsat.CpResult;
import org.dcrbs.solver.cpsat.CpSat;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Insertion;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CP-SAT's model of a pairing problem against trying everything. */
class CpSatTest {
    private static final CpLimits LIMITS =
            new CpLimits(Duration.ofSeconds(60), OptionalDouble.empty(), 1, 1, () -> false);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTinyMarketIsSolvedToTheOptimum(long seed) {
        PairingProblem problem = TinyMarket.of(seed);
        OptionalLong optimum = BruteForce.best(problem);
        PairingTable table = new PairingTable(problem);
        CpResult result = CpSat.solve(table, new Allocation(table), LIMITS);
        assertThat(result.infeasible()).isEqualTo(optimum.isEmpty());
        if (optimum.isPresent()) {
            assertThat(result.allocation().orElseThrow().surplus()).isEqualTo(optimum.getAsLong());
            assertThat(result.bound()).isEqualTo(optimum.getAsLong());
            assertThat(result.optimal()).isTrue();
        }
    }

    @Test
    void whatIsTooLargeForDoublesIsBoundedAllTheSame() {
        long huge = PairingProblem.LARGEST_TOTAL / 4 + 1;
        Line line = new Line("l", 0, 1, List.of(Candidate.of(0, huge, 0, 1, 1)));
        PairingProblem problem = PairingProblem.builder("huge", 1)
                .party(PartyBounds.unbounded("giver"))
                .party(PartyBounds.unbounded("taker"))
                .offer(new PairingOffer("o", 0, 0, 1, List.of(1L)))
                .bundle(Bundle.of("b0", 1, line))
                .bundle(Bundle.of("b1", 1, line))
                .build();
        PairingTable table = new PairingTable(problem);
        CpResult result = CpSat.solve(table, new Allocation(table), LIMITS);
        assertThat(result.allocation().orElseThrow().surplus()).isEqualTo(huge);
        assertThat(result.bound()).isBetween(huge, huge + (1L << 12));
    }

    @Test
    void aFewBundlesAreChosenAnewBesideTheRest() {
        PairingTable table = new PairingTable(StandardMarket.of(200, 3, StandardMarket.Money.CREDIT));
        Allocation start = new Allocation(table);
        Insertion.firstCome(start);
        int[] some = IntStream.range(0, 40).toArray();
        Allocation better = CpSat.improve(start, some, LIMITS).orElseThrow();
        assertThat(better.feasible()).isTrue();
        assertThat(better.surplus()).isGreaterThan(start.surplus());
        for (int bundle = 40; bundle < table.bundleCount(); bundle++) {
            assertThat(better.picksOf(bundle)).isEqualTo(start.picksOf(bundle));
        }
    }

    @Test
    void whoHasStoppedItGetsNothing() {
        PairingTable table = new PairingTable(StandardMarket.of(200, 3, StandardMarket.Money.CREDIT));
        CpLimits stopped = new CpLimits(Duration.ofSeconds(60), OptionalDouble.empty(), 1, 1, () -> true);
        CpResult result = CpSat.solve(table, new Allocation(table), stopped);
        assertThat(result.allocation()).isEmpty();
        assertThat(result.optimal()).isFalse();
    }

    @Test
    void whoStopsItOnTheWayGetsWhatItHas() {
        PairingTable table = new PairingTable(StandardMarket.of(1_000, 3, StandardMarket.Money.CREDIT));
        AtomicInteger asked = new AtomicInteger();
        CpLimits untilAskedOften =
                new CpLimits(Duration.ofHours(1), OptionalDouble.empty(), 1, 1, () -> asked.incrementAndGet() > 10);
        CpResult result = CpSat.solve(table, new Allocation(table), untilAskedOften);
        assertThat(result.optimal()).isFalse();
        assertThat(result.infeasible()).isFalse();
    }
}
