package org.dcrbs.server.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.COORDINATOR;
import static org.dcrbs.server.contract.TestContracts.HOUR;
import static org.dcrbs.server.contract.TestContracts.NOON;
import static org.dcrbs.server.contract.TestContracts.terms;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Lot;
import org.dcrbs.market.Appraisal.Unvalued;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.replay.ReplayResult.CategoryChange;
import org.dcrbs.server.replay.ReplayResult.Kind;
import org.dcrbs.server.replay.ReplayResult.PartyChange;
import org.dcrbs.server.round.Snapshot;
import org.junit.jupiter.api.Test;

/** What is said to differ between two decisions. */
class DifferencesTest {
    @Test
    void requirementsAreLostWonMovedOrPricedOtherwise() {
        List<ContractTerms> before = List.of(terms("ann", "lost", 1, 10), terms("ann", "moved", 1, 10));
        List<ContractTerms> after = List.of(terms("bob", "moved", 1, 10), terms("ann", "won", 1, 10));

        assertThat(PairingChanges.between(before, after))
                .extracting(change -> change.kind() + " " + change.taker())
                .containsExactly("LOST lost", "WON won", "MOVED moved");
        assertThat(PairingChanges.between(List.of(terms("ann", "eve", 1, 10)), List.of(terms("ann", "eve", 1, 12))))
                .singleElement()
                .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.REPRICED));
        assertThat(PairingChanges.between(before, before)).isEmpty();
    }

    @Test
    void whoLosesMostIsNamedFirstAndAllNetsSumToZero() {
        List<Party> parties = List.of(party("ann"), party("bob"), party("eve"), party(COORDINATOR.value()));

        List<PartyChange> changes =
                Standings.changes(parties, List.of(terms("ann", "eve", 1, 100)), List.of(terms("bob", "eve", 1, 200)));

        assertThat(changes)
                .extracting(change -> change.party().value())
                .startsWith("ann")
                .endsWith("bob");
        assertThat(changes.get(0).before().net()).isEqualTo(Credits.micro(90));
        assertThat(changes.get(0).netChange()).isEqualTo(Credits.micro(-90));
        assertThat(changes.stream().map(PartyChange::netChange).reduce(Credits.ZERO, Credits::plus))
                .isEqualTo(Credits.ZERO);
    }

    @Test
    void aCategorySaysHowManyLotsChangeByHowMuchAndWhichMost() {
        Snapshot market = market("o-1", "o-2", "o-3", "o-4", "o-5");
        List<Appraisal> before =
                List.of(valued("o-1", 100), valued("o-2", 100), valued("o-3", 100), valued("o-4", 9), refused("o-5"));
        List<Appraisal> after =
                List.of(valued("o-1", 100), valued("o-2", 130), valued("o-3", 80), refused("o-4"), valued("o-5", 9));

        LotChanges changes = new LotChanges(market, before, after);

        CategoryChange memory = changes.byCategory().get(0);
        assertThat(memory.category()).isEqualTo(Category.MEMORY);
        assertThat(memory.lots()).isEqualTo(5);
        assertThat(memory.changed()).isEqualTo(4);
        assertThat(memory.meanBefore()).isEqualTo(Credits.micro(100));
        assertThat(memory.meanChange()).isEqualTo(Credits.micro(5));
        assertThat(memory.largest().orElseThrow().lot().listing().value()).isEqualTo("o-2");
        assertThat(memory.refused()).isEqualTo(1);
        assertThat(memory.admitted()).isEqualTo(1);
        assertThat(changes.all()).hasSize(4);
    }

    private static Snapshot market(String... offers) {
        List<Offer> all = Arrays.stream(offers)
                .map(id -> new Offer(
                        new ListingId(id),
                        new PartyId("ann"),
                        new Memory(1, 0, 0),
                        1,
                        HOUR,
                        Attributes.NONE,
                        Constraint.NONE,
                        Optional.empty()))
                .toList();
        return new Snapshot(NOON, Map.of(), all, List.of(), Map.of(), List.of(), Map.of(), Circumstances.NONE);
    }

    private static Appraisal valued(String offer, long micro) {
        Credits worth = Credits.micro(micro);
        return new Valuation(new Lot(new ListingId(offer), ""), worth, worth, List.of("rule"), "v");
    }

    private static Appraisal refused(String offer) {
        return new Unvalued(new Lot(new ListingId(offer), ""), "no", "v");
    }

    private static Party party(String id) {
        Party.Role role = id.equals(COORDINATOR.value()) ? Party.Role.COORDINATOR : Party.Role.PEER;
        return new Party(new PartyId(id), role, id, Credits.ZERO, Optional.empty());
    }
}
