package org.dcrbs.server.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Member;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.reputation.TestReputations;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What policies get to know beside the listings. */
class SurveyorTest {
    private static final PartyId ANN = new PartyId("ann");
    private static final PartyId BOB = new PartyId("bob");

    @TempDir
    private Path folder;

    private TestStore store;
    private RoundStore rounds;
    private Reputations reputations;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        rounds = new RoundStore(store.store(), new MarketJson());
        reputations = TestReputations.on(store.store(), new MarketJson(), Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatWasGivenAndTakenUnderContractsSettledInThirtyDaysCounts() {
        ContractTerms terms = TestContracts.terms("ann", "bob", 1, 5_000_000);
        List<Contract> contracts = List.of(
                new Contract.Settled(terms, NOON.minus(Duration.ofDays(30))),
                new Contract.Settled(terms, NOON),
                new Contract.Settled(terms, NOON.minus(Duration.ofDays(31))),
                new Contract.Agreed(terms, NOON));

        Circumstances in = survey(contracts);

        assertThat(in.member(ANN)).isEqualTo(new Member("founder", Credits.of(10), Member.UNPROVEN, Standing.GOOD));
        assertThat(in.member(BOB).volume()).isEqualTo(Credits.of(10));
        assertThat(in.member(new PartyId("zoe"))).isEqualTo(Member.NEWCOMER);
    }

    @Test
    void scarceIsWhatWasDemandedMoreThanOfferedInTheLastTenRounds() {
        decided(Category.MEMORY, 1, 1_000_000);
        for (int i = 0; i < Surveyor.ROUNDS - 1; i++) {
            decided(Category.MEMORY, 100, 150);
        }
        decided(Category.STORAGE, 0, 3);
        rounds.open(RoundOptions.DEFAULT, NOON);

        Circumstances in = survey(List.of());

        assertThat(in.scarcity(Category.MEMORY)).isEqualTo(1500);
        assertThat(in.scarcity(Category.STORAGE)).as("nobody offered any").isEqualTo(1_000_000);
        assertThat(in.scarcity(Category.FILE)).as("nothing is known").isZero();
    }

    private void decided(Category category, long offered, long demanded) {
        Round round = rounds.open(RoundOptions.DEFAULT, NOON);
        RoundResult result = new RoundResult(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Credits.ZERO,
                Credits.ZERO,
                0,
                "none",
                Credits.ZERO,
                0,
                Map.of(
                        category,
                        new Turnover(BigInteger.valueOf(offered), BigInteger.valueOf(demanded), BigInteger.ZERO)));
        rounds.update(round.id(), before -> before.decided(result, NOON));
    }

    private Circumstances survey(List<Contract> contracts) {
        Party ann = new Party(ANN, Party.Role.PEER, "Ann", Credits.ZERO, Optional.empty()).withMembership("founder");
        Party bob = new Party(BOB, Party.Role.PEER, "Bob", Credits.ZERO, Optional.empty());
        return new Surveyor(rounds, reputations).survey(NOON, List.of(ann, bob), contracts);
    }
}
