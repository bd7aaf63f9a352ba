package org.dcrbs.peer.direct.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.FairEnd;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.market.negotiation.Tactic;
import org.dcrbs.market.negotiation.Tactics;
import org.dcrbs.peer.direct.deal.Stance;
import org.dcrbs.peer.direct.deal.Talk;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final List<String> said = new ArrayList<>();
    private final Talk talk = Talk.begin(
            new Stance(
                    Side.TAKER,
                    Credits.of(1),
                    Credits.of(4),
                    new Tactics(10, Tactic.EVENLY, Tactic.EVENLY, FairEnd.MIDDLE, List.of()),
                    Hands.PERSON,
                    List.of()),
            "studio",
            Duration.ofMinutes(5),
            NOON.plusSeconds(3600),
            Hands.PERSON,
            NOON);

    TerminalTest() {
        assertThat(talk.hear(
                        0,
                        org.dcrbs.protocol.v1.Move.newBuilder()
                                .setOffer(3_000_000)
                                .build(),
                        NOON))
                .isEmpty();
    }

    @Test
    void yesAcceptsWhatStands() throws IOException {
        assertThat(talk.make(next("yes\n"))).isEmpty();

        assertThat(talk.agreed()).hasValue(Credits.of(3));
        assertThat(said)
                .containsExactly("your move until 2026-03-02T12:05:00Z: yes to accept 3, a worth, no REASON, or auto");
    }

    @Test
    void whatIsNoMoveIsAskedForAgain() throws IOException {
        Move move = next("perhaps\n-1e99\n1.5\n");

        assertThat(move)
                .isInstanceOfSatisfying(
                        Move.Offer.class, offer -> assertThat(offer.amount()).isEqualTo(Credits.parse("1.5")));
        assertThat(said).anyMatch(line -> line.contains("want a decimal number"));
    }

    @Test
    void aBidAboveTheOwnLimitIsNotMade() throws IOException {
        assertThat(talk.make(next("5\n")))
                .hasValueSatisfying(why -> assertThat(why).contains("beyond"));
    }

    @Test
    void noEndsItWithTheReason() throws IOException {
        assertThat(talk.make(next("no it is last year's\n"))).isEmpty();

        assertThat(talk.failed()).hasValue("the taker said no: it is last year's");
    }

    @Test
    void autoHandsOverToTheOwnPolicy() throws IOException {
        assertThat(talk.make(next("auto\n"))).isEmpty();
        talk.play(NOON);

        assertThat(talk.saidSoFar()).isEqualTo(2);
    }

    @Test
    void whoLeavesTheTerminalHasSaidNo() throws IOException {
        assertThat(next("")).isInstanceOf(Move.Reject.class);
    }

    private Move next(String typed) throws IOException {
        return new Terminal(
                        new BufferedReader(new StringReader(typed)),
                        said::add,
                        "Olga",
                        Clock.fixed(NOON, ZoneOffset.UTC))
                .next(talk);
    }
}
