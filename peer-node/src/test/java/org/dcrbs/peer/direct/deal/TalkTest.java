package org.dcrbs.peer.direct.deal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.FairEnd;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.market.negotiation.Tactic;
import org.dcrbs.market.negotiation.Tactics;
import org.dcrbs.protocol.v1.Move;
import org.junit.jupiter.api.Test;

/** Both sides of a negotiation, each with what it knows, and the moves that travel between them. */
class TalkTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration TURN = Duration.ofMinutes(5);

    @Test
    void twoAutomatonsThatHideTheirLimitsAgreeWheneverThereIsAnythingToAgreeOn() {
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            long reserve = random.nextLong(0, 5_000_000);
            long list = reserve + random.nextLong(0, 5_000_000);
            long value = random.nextLong(0, 10_000_000);
            long bid = random.nextLong(0, value + 1);
            Talk giver = begin(new Stance(
                    Side.GIVER,
                    Credits.micro(list),
                    Credits.micro(reserve),
                    tactics(random),
                    Hands.AUTOMATON,
                    List.of("any")));
            Talk taker = begin(new Stance(
                    Side.TAKER,
                    Credits.micro(bid),
                    Credits.micro(value),
                    tactics(random),
                    Hands.AUTOMATON,
                    List.of("any")));

            play(giver, taker);

            assertThat(taker.agreed()).isEqualTo(giver.agreed());
            assertThat(taker.failed().isPresent()).isEqualTo(giver.failed().isPresent());
            assertThat(giver.agreed().isPresent())
                    .as("%d to %d", reserve, value)
                    .isEqualTo(reserve <= value);
            giver.agreed().ifPresent(worth -> assertThat(worth.micro()).isBetween(reserve, Math.min(list, value)));
        }
    }

    @Test
    void aMoveHeardTwiceCountsOnce() {
        Talk giver = begin(giver("5", "1"));
        Talk taker = begin(taker("0.5", "4"));
        giver.play(NOON);
        Move ask = giver.said(0).get(0);

        assertThat(taker.hear(0, ask, NOON)).isEmpty();
        assertThat(taker.hear(0, ask, NOON)).isEmpty();
        assertThat(taker.saidSoFar()).isEqualTo(1);
        assertThat(taker.hear(0, ask.toBuilder().setOffer(4_000_000).build(), NOON))
                .hasValue("move 0 was another one before");
        assertThat(taker.hear(7, ask, NOON)).hasValue("move 7 comes before move 1");
    }

    @Test
    void anOfferTakenBackOrOutOfTurnIsRefused() {
        Talk taker = begin(taker("0.5", "4"));
        assertThat(taker.hear(0, offer(3_000_000), NOON)).isEmpty();

        assertThat(taker.hear(1, offer(2_900_000), NOON))
                .hasValueSatisfying(why -> assertThat(why).contains("turn"));
        taker.play(NOON);
        assertThat(taker.hear(2, offer(3_500_000), NOON))
                .hasValueSatisfying(why -> assertThat(why).contains("take back"));
        assertThat(taker.hear(2, Move.newBuilder().setAccept(9).build(), NOON)).isPresent();
    }

    @Test
    void silenceEndsItOnBothSides() {
        Talk giver = begin(giver("5", "1"));
        Talk taker = begin(taker("0.5", "4"));
        giver.play(NOON);
        taker.hear(0, giver.said(0).get(0), NOON);

        Instant late = NOON.plus(TURN);
        taker.play(late);
        Optional<String> refusal = giver.hear(1, offer(2_000_000), late);

        assertThat(taker.failed()).hasValue("the taker had not answered by " + late);
        assertThat(refusal).hasValue("the negotiation is over: the taker had not answered by " + late);
        assertThat(giver.failed()).isEqualTo(taker.failed());
    }

    private static void play(Talk giver, Talk taker) {
        for (int moves = 0; giver.now() instanceof org.dcrbs.market.negotiation.Open && moves < 5000; moves++) {
            Talk mover = giver.isOurTurn() ? giver : taker;
            Talk other = mover == giver ? taker : giver;
            int number = mover.saidSoFar();
            mover.play(NOON);
            assertThat(other.hear(number, mover.said(number).get(0), NOON)).isEmpty();
        }
    }

    private static Talk begin(Stance stance) {
        return Talk.begin(stance, "partner", TURN, NOON.plus(Duration.ofHours(1)), Hands.AUTOMATON, NOON);
    }

    private static Stance giver(String list, String reserve) {
        return new Stance(Side.GIVER, Credits.parse(list), Credits.parse(reserve), even(), Hands.AUTOMATON, List.of());
    }

    private static Stance taker(String bid, String value) {
        return new Stance(Side.TAKER, Credits.parse(bid), Credits.parse(value), even(), Hands.AUTOMATON, List.of());
    }

    private static Move offer(long micro) {
        return Move.newBuilder().setOffer(micro).build();
    }

    private static Tactics even() {
        return new Tactics(10, Tactic.EVENLY, Tactic.EVENLY, FairEnd.MIDDLE, List.of());
    }

    private static Tactics tactics(Random random) {
        return new Tactics(
                random.nextInt(1, 12),
                tactic(random),
                tactic(random),
                List.of(FairEnd.MIDDLE, FairEnd.NASH, FairEnd.KALAI).get(random.nextInt(3)),
                List.of());
    }

    private static Tactic tactic(Random random) {
        return random.nextInt(4) == 0
                ? new Tactic.Reciprocating(random.nextDouble(0.1, 3))
                : new Tactic.Conceding(random.nextDouble(0.2, 4));
    }
}
