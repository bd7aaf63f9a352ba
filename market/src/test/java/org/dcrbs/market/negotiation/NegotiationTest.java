package org.dcrbs.market.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.market.negotiation.Hands.AUTOMATON;
import static org.dcrbs.market.negotiation.Hands.PERSON;
import static org.dcrbs.market.negotiation.Side.GIVER;
import static org.dcrbs.market.negotiation.Side.TAKER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Negotiation.Agreed;
import org.dcrbs.market.negotiation.Negotiation.Failed;
import org.junit.jupiter.api.Test;

class NegotiationTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant ONE = NOON.plusSeconds(3600);
    private static final Instant ENDS = NOON.plusSeconds(10 * 3600);
    private static final Actor ANN = new Actor.Person("Ann");
    private static final Actor BOB = new Actor.Person("Bob");
    private static final Actor MACHINE = new Actor.Automaton(List.of("a rule"));

    @Test
    void twoPeopleAgreeOnWhatTheOtherOfferedLast() {
        Negotiation now = moved(people(), offer(GIVER, 30));
        now = moved(now, offer(TAKER, 12));
        now = moved(now, offer(GIVER, 20));
        now = moved(now, accept(TAKER, 20));

        assertThat(now).isInstanceOf(Agreed.class);
        assertThat(((Agreed) now).worth()).isEqualTo(Credits.of(20));
        assertThat(now.moves())
                .containsExactly(offer(GIVER, 30), offer(TAKER, 12), offer(GIVER, 20), accept(TAKER, 20));
    }

    @Test
    void aNoEndsItWithItsReason() {
        Negotiation now = moved(people(), new Move.Reject(GIVER, "sold elsewhere", ANN, NOON));

        assertThat(now).isInstanceOf(Failed.class);
        assertThat(((Failed) now).reason()).isEqualTo("the giver said no: sold elsewhere");
    }

    @Test
    void nobodyMovesOutOfTurn() {
        assertThat(refused(people(), offer(TAKER, 12))).isEqualTo("it is the giver's turn, not the taker's");
        assertThat(refused(people(), new Move.Reject(TAKER, "no", BOB, NOON))).startsWith("it is the giver's turn");
    }

    @Test
    void nobodyTakesAnOfferBack() {
        Negotiation now = moved(moved(people(), offer(GIVER, 20)), offer(TAKER, 12));

        assertThat(refused(now, offer(GIVER, 21))).isEqualTo("21 would take back the giver's offer of 20");
        now = moved(now, offer(GIVER, 20));
        assertThat(refused(now, offer(TAKER, 11))).isEqualTo("11 would take back the taker's offer of 12");
    }

    @Test
    void whatEachSideStatedBindsAPersonToo() {
        assertThat(refused(people(), offer(GIVER, 9))).isEqualTo("9 is beyond what the giver stated: no less than 10");
        Negotiation now = moved(people(), offer(GIVER, 40));
        assertThat(refused(now, offer(TAKER, 31))).isEqualTo("31 is beyond what the taker stated: no more than 30");
        assertThat(refused(now, accept(TAKER, 40))).isEqualTo("40 is beyond what the taker stated: no more than 30");
    }

    @Test
    void anOfferNoBetterThanTheOthersIsNone() {
        Negotiation now = moved(people(), offer(GIVER, 20));

        assertThat(refused(now, offer(TAKER, 20)))
                .isEqualTo("the giver offers 20, which is no worse for the taker than 20; accept it");
    }

    @Test
    void whatIsAcceptedMustHaveBeenOffered() {
        assertThat(refused(people(), accept(GIVER, 20))).isEqualTo("the taker has offered nothing yet");
        Negotiation now = moved(people(), offer(GIVER, 20));
        assertThat(refused(now, accept(TAKER, 15))).isEqualTo("the giver offers 20, not 15");
    }

    @Test
    void nothingHappensAfterTheEnd() {
        Negotiation agreed = moved(moved(people(), offer(GIVER, 20)), accept(TAKER, 20));
        Negotiation failed = moved(people(), new Move.Reject(GIVER, "no", ANN, NOON));

        assertThat(refused(agreed, offer(GIVER, 19))).isEqualTo("the negotiation is over: agreed on 20");
        assertThat(refused(failed, handOver(TAKER, AUTOMATON)))
                .isEqualTo("the negotiation is over: the giver said no: no");
    }

    @Test
    void eitherSideIsTakenOverAndHandedBackAtAnyMove() {
        Negotiation now = moved(people(), handOver(TAKER, AUTOMATON));
        now = moved(now, offer(GIVER, 20));

        assertThat(refused(now, offer(TAKER, 12)))
                .isEqualTo("the taker's side is with the automaton; take it over first");
        now = moved(now, handOver(TAKER, PERSON));
        assertThat(refused(now, new Move.Offer(TAKER, Credits.of(12), false, MACHINE, NOON)))
                .isEqualTo("the taker's side is with a person");
        assertThat(refused(now, handOver(TAKER, PERSON))).isEqualTo("the taker's side is with a person already");
        assertThat(moved(now, offer(TAKER, 12)).moves()).hasSize(4);
    }

    @Test
    void takingOverBeginsTheTimeOfOnesOwnTurnAnew() {
        Instant later = NOON.plusSeconds(1800);
        Open begun = people();

        Open other = (Open) moved(begun, new Move.HandOver(TAKER, AUTOMATON, BOB, later));
        assertThat(other.turnEnds()).isEqualTo(ONE);
        Open own = (Open) moved(begun, new Move.HandOver(GIVER, AUTOMATON, ANN, later));
        assertThat(own.turnEnds()).isEqualTo(ONE.plusSeconds(1800));
    }

    @Test
    void aSilentSideGoesToTheAutomaton() {
        assertThat(people().at(ONE.minusNanos(1))).isEqualTo(people());

        Open after = (Open) people().at(ONE);

        assertThat(after.giver()).isEqualTo(AUTOMATON);
        assertThat(after.taker()).isEqualTo(PERSON);
        assertThat(after.moves()).containsExactly(new Move.HandOver(GIVER, AUTOMATON, new Actor.Deadline(), ONE));
    }

    @Test
    void whenAllTimeIsOverBothSidesGoToTheAutomaton() {
        Open after = (Open) people().at(ENDS);

        assertThat(after.giver()).isEqualTo(AUTOMATON);
        assertThat(after.taker()).isEqualTo(AUTOMATON);
    }

    @Test
    void silenceFailsWherePolicySaysSo() {
        Negotiation after = begun(Silence.FAILS).at(ONE);

        assertThat(after).isInstanceOf(Failed.class);
        assertThat(((Failed) after).reason()).isEqualTo("the giver had not answered by " + ONE);
    }

    @Test
    void whoIsLateIsToldSo() {
        assertThat(refused(people(), new Move.Offer(GIVER, Credits.of(20), false, ANN, ONE)))
                .isEqualTo("the time for it was over at " + ONE);
    }

    @Test
    void noTurnLastsLongerThanTheWhole() {
        Instant late = ENDS.minusSeconds(60);
        Open now = Negotiation.open(terms(Silence.FAILS), GIVER, PERSON, PERSON, late);

        assertThat(now.turnEnds()).isEqualTo(ENDS);
    }

    @Test
    void peopleCannotMakeTheRecordGrowWithoutEnd() {
        Negotiation now = people();
        for (int made = 0; made < Open.MOST_MOVES_BY_PERSONS; made++) {
            now = moved(now, offer(made % 2 == 0 ? GIVER : TAKER, made % 2 == 0 ? 30 : 10));
        }

        assertThat(refused(now, offer(GIVER, 30))).isEqualTo("people have made 500 moves; accept or reject");
        assertThat(moved(now, accept(GIVER, 10))).isInstanceOf(Agreed.class);
    }

    private static Open people() {
        return begun(Silence.AUTOMATON_TAKES_OVER);
    }

    private static Open begun(Silence silence) {
        return Negotiation.open(terms(silence), GIVER, PERSON, PERSON, NOON);
    }

    private static Terms terms(Silence silence) {
        return new Terms(Credits.of(10), Credits.of(30), Duration.ofHours(1), ENDS, silence);
    }

    private static Move offer(Side side, int amount) {
        return new Move.Offer(side, Credits.of(amount), false, side == GIVER ? ANN : BOB, NOON);
    }

    private static Move accept(Side side, int amount) {
        return new Move.Accept(side, Credits.of(amount), side == GIVER ? ANN : BOB, NOON);
    }

    private static Move handOver(Side side, Hands to) {
        return new Move.HandOver(side, to, ANN, NOON);
    }

    private static Negotiation moved(Negotiation now, Move move) {
        assertThat(now.make(move)).isInstanceOf(Reply.Moved.class);
        return ((Reply.Moved) now.make(move)).now();
    }

    private static String refused(Negotiation now, Move move) {
        assertThat(now.make(move)).isInstanceOf(Reply.Refused.class);
        return ((Reply.Refused) now.make(move)).reason();
    }
}
