package org.dcrbs.solver.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.bench.StandardMarket.Money;
import org.junit.jupiter.api.Test;

class StandardMarketTest {
    @Test
    void theSameSeedMakesTheSameMarket() {
        PairingProblem one = StandardMarket.of(500, 3, Money.CREDIT);
        PairingProblem two = StandardMarket.of(500, 3, Money.CREDIT);
        assertThat(List.copyOf(two.bundles())).isEqualTo(List.copyOf(one.bundles()));
        assertThat(two.parties()).isEqualTo(one.parties());
        assertThat(two.offers()).isEqualTo(one.offers());
        assertThat(List.copyOf(StandardMarket.of(500, 4, Money.CREDIT).bundles()))
                .isNotEqualTo(List.copyOf(one.bundles()));
    }

    @Test
    void hasAsManyLinesAndOffersAsAskedAndAFourthAsManyParties() {
        PairingProblem market = StandardMarket.of(2_000, 1, Money.TIGHT);
        assertThat(market.name()).isEqualTo("standard-2000-tight-seed1");
        assertThat(market.lineCount()).isEqualTo(2_000);
        assertThat(market.offers()).hasSize(2_000);
        assertThat(market.parties()).hasSize(500);
        assertThat(market.candidateCount()).isBetween(20_000, 40_000);
    }

    @Test
    void aFifthOfThePartiesAreBarterOnlyUnlessMoneyIsNoMatter() {
        PairingProblem tight = StandardMarket.of(4_000, 1, Money.TIGHT);
        long barter = tight.parties().stream()
                .filter(party -> party.netMin().isPresent())
                .count();
        assertThat(barter).isBetween(150L, 250L);
        assertThat(StandardMarket.of(400, 1, Money.CAPACITY).parties())
                .allMatch(party -> party.equals(PartyBounds.unbounded(party.id())));
    }
}
