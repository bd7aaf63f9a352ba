package org.dcrbs.solver.bound;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Insertion;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceSearchTest {
    private final PairingTable table = new PairingTable(StandardMarket.of(300, 1, StandardMarket.Money.TIGHT));

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void thePricesDoNotDependOnHowManyThreadsLookForThem(int threads) {
        Prices alone = new PriceSearch(table).run(60, () -> false);
        Prices together = new PriceSearch(table, threads).run(60, () -> false);
        assertThat(together.capacity).isEqualTo(alone.capacity);
        assertThat(together.net).isEqualTo(alone.net);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void moreStepsProveNoWorseABound(int threads) {
        long few = bound(new PriceSearch(table, threads).run(5, () -> false));
        long many = bound(new PriceSearch(table, threads).run(200, () -> false));
        assertThat(many).isLessThan(few);
    }

    @Test
    void whatCandidatesOverfillIsPricedUntilTheBoundIsCloseToAChoice() {
        PairingTable unbounded = new PairingTable(StandardMarket.of(300, 1, StandardMarket.Money.CREDIT));
        Prices prices = new PriceSearch(unbounded).run(300, () -> false);
        Allocation choice = new Allocation(unbounded);
        Insertion.byPrice(choice, prices);

        assertThat(choice.feasible()).isTrue();
        assertThat(CertifiedBound.of(unbounded, prices).bound())
                .isBetween(choice.surplus(), choice.surplus() * 110 / 100);
    }

    private long bound(Prices prices) {
        return CertifiedBound.of(table, prices).bound();
    }
}
