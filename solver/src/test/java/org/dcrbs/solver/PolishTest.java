package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.bench.StandardMarket.Money;
import org.dcrbs.solver.cpsat.CpSat;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Insertion;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Neighbourhoods that CP-SAT chooses anew are better than before, whole and within every limit. */
class PolishTest {
    private static final SolveLimits LIMITS = SolveLimits.seconds(300).withSteps(1_000_000);

    @ParameterizedTest
    @EnumSource
    void firstComeIsImprovedNeighbourhoodByNeighbourhood(Money money) {
        assumeTrue(CpSat.available(), "there is no CP-SAT for this platform");
        PairingTable table = new PairingTable(StandardMarket.of(600, 5, money));
        Allocation start = new Allocation(table);
        Insertion.firstCome(start);

        List<Allocation> found = polished(table, start);

        assertThat(found).isNotEmpty();
        long before = start.surplus();
        for (Allocation each : found) {
            assertThat(each.feasible()).isTrue();
            assertThat(each.surplus()).isGreaterThan(before);
            before = each.surplus();
        }
        assertThat(polished(table, start).stream().map(Allocation::surplus).toList())
                .as("the same seed and steps")
                .isEqualTo(found.stream().map(Allocation::surplus).toList());
    }

    @Test
    void oneThreadAndTwoComeToTheSameAnswer() {
        PairingProblem market = StandardMarket.of(800, 5, Money.CREDIT);
        SolveLimits fewer = LIMITS.withSteps(500_000);
        Answer one = PairingSolver.solve(market, fewer, 1);
        Answer two = PairingSolver.solve(market, fewer.withThreads(2), 1);
        assertThat(two.pairings()).isEqualTo(one.pairings());
    }

    private static List<Allocation> polished(PairingTable table, Allocation start) {
        List<Allocation> found = new ArrayList<>();
        new Polish(table, LIMITS, 1).run(start, Duration.ofMinutes(5), found::add, () -> false);
        return found;
    }
}
