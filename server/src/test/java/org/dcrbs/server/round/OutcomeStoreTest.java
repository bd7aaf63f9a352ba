package org.dcrbs.server.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.negotiation.Actor;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeStoreTest {
    private static final Round FIRST =
            Round.opened(new RoundId("r-0001"), RoundOptions.DEFAULT, NOON).attempt("v1-0a1b2c3d", NOON);

    @TempDir
    private Path folder;

    private TestStore store;
    private OutcomeStore outcomes;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        outcomes = new OutcomeStore(store.store(), new MarketJson());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anOutcomeOfManyChunksIsReadBackInOrder() {
        Outcome outcome = outcome(450);

        outcomes.write(FIRST, outcome);

        assertThat(outcomes.contracts(FIRST)).isEqualTo(outcome.contracts());
        assertThat(outcomes.leftOut(FIRST)).isEqualTo(outcome.leftOut());
        assertThat(outcomes.negotiations(FIRST)).isEqualTo(outcome.negotiations());
        assertThat(outcomes.appraisals(FIRST)).isEmpty();
    }

    @Test
    void theNextAttemptReadsNothingOfTheOneBefore() {
        outcomes.write(FIRST, outcome(3));
        Round second = FIRST.attempt("v1-0a1b2c3d", NOON);

        assertThat(outcomes.contracts(second)).isEmpty();
        outcomes.write(second, outcome(2));

        assertThat(outcomes.contracts(second)).hasSize(2);
        assertThat(outcomes.contracts(FIRST)).isEmpty();
    }

    @Test
    void anAttemptThatFailsAtAnyWriteLeavesNothingForTheNext() {
        for (int point = 1; ; point++) {
            store.failAt(point);
            Round round = FIRST;
            for (int i = 0; i < point; i++) {
                round = round.attempt("v1-0a1b2c3d", NOON);
            }
            Round failing = round;
            if (point <= 4) {
                assertThatThrownBy(() -> outcomes.write(failing, outcome(250))).isInstanceOf(TestStore.Fault.class);
            } else {
                outcomes.write(failing, outcome(250));
            }
            if (store.heal()) {
                return;
            }
            Round next = failing.attempt("v1-0a1b2c3d", NOON);
            outcomes.write(next, outcome(7));
            assertThat(outcomes.contracts(next)).hasSize(7);
            assertThat(outcomes.contracts(failing)).isEmpty();
        }
    }

    private static Outcome outcome(int size) {
        List<ContractTerms> contracts = IntStream.range(0, size)
                .mapToObj(i -> TestContracts.terms("ann-" + i, "bob", 1, 10))
                .toList();
        return new Outcome(
                contracts,
                List.of(new Outcome.LeftOut(new ListingId("d-1"), List.of("ram has no candidate"))),
                List.of(),
                List.of(new Outcome.Negotiated(
                        new ListingId("d-2"),
                        "file",
                        List.of(new Move.Offer(
                                Side.GIVER, Credits.micro(5), false, new Actor.Automaton(List.of("a rule")), NOON)),
                        Optional.empty())),
                List.of());
    }
}
