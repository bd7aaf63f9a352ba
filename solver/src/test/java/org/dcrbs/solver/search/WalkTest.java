package org.dcrbs.solver.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.bound.PriceSearch;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalkTest {
    @ParameterizedTest
    @CsvSource({"1, TIGHT", "2, CREDIT", "3, CAPACITY", "4, TIGHT"})
    void aWalkTakenBackLeavesEverythingAsItWas(long seed, StandardMarket.Money money) {
        PairingTable table = new PairingTable(StandardMarket.of(300, seed, money));
        Prices prices = new PriceSearch(table).run(50, () -> false);
        Allocation allocation = new Allocation(table);
        Insertion.byPrice(allocation, prices);
        int[] before = allocation.picks();
        Journal journal = new Journal(allocation);
        walk(table, prices).go(allocation, seed, journal);
        assertThat(allocation.picks()).isNotEqualTo(before);
        assertThat(allocation.overdraw()).isZero();
        journal.undo(0);
        assertThat(allocation.picks()).isEqualTo(before);
        sameAsMadeAnew(allocation);
    }

    @ParameterizedTest
    @CsvSource({"5, TIGHT", "6, CREDIT", "7, CAPACITY"})
    void whatIsKeptUpToDateOnTheWayIsWhatASumFromNothingGives(long seed, StandardMarket.Money money) {
        PairingTable table = new PairingTable(StandardMarket.of(300, seed, money));
        Prices prices = new PriceSearch(table).run(50, () -> false);
        Allocation allocation = new Allocation(table);
        walk(table, prices).go(allocation, seed, new Journal(allocation));
        sameAsMadeAnew(allocation);
    }

    private static Walk walk(PairingTable table, Prices prices) {
        Heat heat = new Heat(1000, 10, 1000);
        return new Walk(
                new Terms(table, 0.7, 50),
                new Ranking(table, prices::reduced),
                heat.doubt(),
                Cooling.byMoves(heat, 5_000),
                5_000);
    }

    private static void sameAsMadeAnew(Allocation allocation) {
        Allocation anew = Allocation.on(allocation.table(), allocation);
        assertThat(allocation.surplus()).isEqualTo(anew.surplus());
        assertThat(allocation.netViolation()).isEqualTo(anew.netViolation());
        assertThat(allocation.unservedMandatory()).isEqualTo(anew.unservedMandatory());
        assertThat(allocation.overdraw()).isEqualTo(anew.overdraw());
    }
}
