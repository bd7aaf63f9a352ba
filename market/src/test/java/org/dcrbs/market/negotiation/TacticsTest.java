package org.dcrbs.market.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.market.negotiation.Side.GIVER;
import static org.dcrbs.market.negotiation.Side.TAKER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Negotiation.Agreed;
import org.dcrbs.market.negotiation.Negotiation.Failed;
import org.dcrbs.market.negotiation.Tactic.Conceding;
import org.dcrbs.market.negotiation.Tactic.Reciprocating;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TacticsTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant ENDS = NOON.plusSeconds(3600);
    private static final Credits RESERVE = Credits.of(10);
    private static final Credits VALUE = Credits.of(30);

    @Test
    void bothSidesConcedingAlikeMeetInTheMiddle() {
        assertThat(worth(conceding(10, 1, 1))).isEqualTo(Credits.of(20));
        assertThat(worth(conceding(10, 1.5, 1.5))).isEqualTo(Credits.of(20));
        assertThat(worth(conceding(7, 3, 3))).isEqualTo(Credits.of(20));
    }

    @Test
    void theGiverOpensAtTheValueAndTheTakerAtTheReserve() {
        assertThat(amounts(play(conceding(10, 1, 1)), GIVER)).startsWith(VALUE, Credits.of(28));
        assertThat(amounts(play(conceding(10, 1, 1)), TAKER)).startsWith(RESERVE, Credits.of(12));
    }

    @Test
    void whoHoldsOutToTheEndGetsMoreOfIt() {
        assertThat(worth(conceding(10, 4, 1))).isGreaterThan(Credits.of(20));
        assertThat(worth(conceding(10, 1, 4))).isLessThan(Credits.of(20));
    }

    @Test
    void whoGivesWayEarlyGetsLess() {
        assertThat(worth(conceding(10, 0.25, 1))).isLessThan(Credits.of(20));
        assertThat(worth(conceding(10, 1, 0.25))).isGreaterThan(Credits.of(20));
    }

    @Test
    void whoReciprocatesGivesWayByAsMuchAsTheOther() {
        Negotiation played = play(new Tactics(10, new Reciprocating(1), new Conceding(1), FairEnd.MIDDLE, List.of()));

        assertThat(amounts(played, TAKER)).startsWith(Credits.of(10), Credits.of(12), Credits.of(14));
        assertThat(amounts(played, GIVER)).startsWith(Credits.of(30), Credits.of(30), Credits.of(28), Credits.of(26));
        assertThat(worth(new Tactics(10, new Reciprocating(1), new Conceding(1), FairEnd.MIDDLE, List.of())))
                .isGreaterThan(Credits.of(20));
    }

    @Test
    void twoWhoOnlyReciprocateStayWhereTheyAreUntilTheirRoundsAreOverAndThenEndFairly() {
        Tactics both = new Tactics(5, new Reciprocating(1), new Reciprocating(1), FairEnd.NASH, List.of());

        assertThat(amounts(play(both), GIVER).subList(0, 5)).containsOnly(VALUE);
        assertThat(worth(both)).isEqualTo(Credits.of(20));
    }

    @Test
    void wherePriceLeavesNoChoiceThatIsThePrice() {
        Negotiation played = conceding(10, 3, 3).play(VALUE, VALUE, NOON);

        assertThat(((Agreed) played).worth()).isEqualTo(VALUE);
        assertThat(played.moves()).hasSize(2);
    }

    @Test
    void whereThereIsNothingToAgreeOnTheyFail() {
        Negotiation played = conceding(10, 3, 3).play(VALUE, RESERVE, NOON);

        assertThat(played).isInstanceOf(Failed.class);
    }

    @Test
    void anOddMicroCreditIsRoundedDown() {
        assertThat(((Agreed) conceding(2, 1, 1).play(Credits.ZERO, Credits.micro(3), NOON)).worth())
                .isEqualTo(Credits.micro(1));
    }

    @Test
    void theAutomatonAnswersAPersonsOfferWithTheFairEndAndThenTakesIt() {
        Tactics tactics = conceding(4, 1, 1);
        Negotiation now = tactics.play(Negotiation.open(terms(), GIVER, Hands.AUTOMATON, Hands.PERSON, NOON), NOON);
        now = tactics.play(made(now, person(12)), NOON);
        assertThat(now.last(GIVER).orElseThrow().amount()).isEqualTo(Credits.of(25));

        now = tactics.play(made(now, person(21)), NOON);

        assertThat(now.last(GIVER).orElseThrow()).satisfies(offer -> {
            assertThat(offer.amount()).isEqualTo(Credits.of(23));
            assertThat(offer.split()).isTrue();
        });
        now = tactics.play(made(now, person(21)), NOON);
        assertThat(now).isInstanceOf(Agreed.class);
        assertThat(((Agreed) now).worth()).isEqualTo(Credits.of(21));
    }

    @Test
    void nashSharesEvenlyWhateverWasOfferedBefore() {
        assertThat(FairEnd.NASH.of(terms(), Credits.of(18), Credits.of(29))).isEqualTo(Credits.of(20));
        assertThat(FairEnd.NASH.of(terms(), Credits.of(10), Credits.of(17))).isEqualTo(Credits.of(17));
    }

    @Test
    void kalaiGivesEachTheSamePartOfWhatItCouldStillGet() {
        Credits worth = FairEnd.KALAI.of(terms(), Credits.of(10), Credits.of(20));

        // The giver could still gain 10 and the taker 20: a third and two thirds of the 20 between them.
        assertThat(worth).isEqualTo(Credits.micro(16_666_666));
    }

    @Test
    void theMiddleIsThatOfTheOffers() {
        assertThat(FairEnd.MIDDLE.of(terms(), Credits.of(18), Credits.of(28))).isEqualTo(Credits.of(23));
    }

    @ParameterizedTest
    @EnumSource
    void everyFairEndLiesBetweenTheOffersAndTheLimits(FairEnd end) {
        SplittableRandom random = new SplittableRandom(5);
        for (int run = 0; run < 3000; run++) {
            Terms terms = randomTerms(random);
            Credits bid = Credits.micro(random.nextLong(terms.value().micro() + 1));
            Credits least = Credits.max(bid, terms.reserve());
            Credits ask = Credits.micro(random.nextLong(least.micro(), Credits.MOST.micro() + 1));

            assertThat(end.of(terms, bid, ask)).as("run %d", run).isBetween(least, Credits.min(ask, terms.value()));
        }
    }

    @Test
    void twoAutomatonsAlwaysAgreeBetweenTheLimitsInTimeAndNobodyTakesAnOfferBack() {
        SplittableRandom random = new SplittableRandom(11);
        for (int run = 0; run < 2000; run++) {
            Terms terms = randomTerms(random);
            Tactics tactics = randomTactics(random);

            Negotiation played = tactics.play(terms.reserve(), terms.value(), NOON);

            assertThat(played).as("run %d", run).isInstanceOf(Agreed.class);
            assertThat(played.moves()).as("run %d", run).hasSizeLessThanOrEqualTo(2 * tactics.rounds() + 4);
            assertThat(amounts(played, GIVER)).isSortedAccordingTo((a, b) -> b.compareTo(a));
            assertThat(amounts(played, TAKER)).isSorted();
            assertThat(amounts(played, GIVER))
                    .allSatisfy(ask -> assertThat(ask).isBetween(terms.reserve(), terms.value()));
            assertThat(amounts(played, TAKER))
                    .allSatisfy(bid -> assertThat(bid).isBetween(terms.reserve(), terms.value()));
            assertThat(tactics.play(terms.reserve(), terms.value(), NOON)).isEqualTo(played);
        }
    }

    /** Turned round, the zone's other end in the place of each and the other side first, each gets what the other got. */
    @Test
    void neitherSideIsFavoured() {
        SplittableRandom random = new SplittableRandom(12);
        for (int run = 0; run < 2000; run++) {
            Credits reserve = Credits.micro(random.nextLong(1_000_000_000));
            Credits zone = Credits.micro(1_000_000_000 + random.nextLong(1_000_000_000_000L));
            Terms terms =
                    new Terms(reserve, reserve.plus(zone), Duration.ofMinutes(10), ENDS, Silence.AUTOMATON_TAKES_OVER);
            Tactics tactics = randomTactics(random);
            Tactics turned = new Tactics(
                    tactics.rounds(),
                    /* giver= */ tactics.taker(),
                    /* taker= */ tactics.giver(),
                    tactics.fairEnd(),
                    tactics.rules());

            Credits one = ((Agreed) tactics.play(automatic(terms, GIVER), NOON)).worth();
            Credits other = ((Agreed) turned.play(automatic(terms, TAKER), NOON)).worth();

            Credits mirrored = terms.reserve().plus(terms.value().minus(other));
            // Halves and parts are rounded down for both, and reciprocation makes more of it.
            assertThat(Math.abs(one.minus(mirrored).micro()))
                    .as("run %d", run)
                    .isLessThanOrEqualTo(zone.micro() / 100_000);
        }
    }

    @Test
    void peopleWhoMoveAtRandomAndTakeOverAtRandomNeverLeaveTheLimitsAndNeverHangTheMachine() {
        SplittableRandom random = new SplittableRandom(13);
        int agreed = 0;
        for (int run = 0; run < 1000; run++) {
            Terms terms = randomTerms(random);
            Tactics tactics = randomTactics(random);
            Negotiation now = tactics.play(Negotiation.open(terms, GIVER, Hands.PERSON, Hands.PERSON, NOON), NOON);
            for (int step = 0; step < 60 && now instanceof Open open; step++) {
                Move move = randomMove(random, open);
                now = open.make(move) instanceof Reply.Moved moved ? tactics.play(moved.now(), NOON) : open;
            }
            Negotiation over = tactics.play(now instanceof Open open ? open.at(ENDS) : now, ENDS);

            assertThat(over).as("run %d", run).isNotInstanceOf(Open.class);
            if (over instanceof Agreed end) {
                agreed++;
                assertThat(end.worth()).isBetween(terms.reserve(), terms.value());
            } else {
                assertThat(((Failed) over).reason()).isEqualTo(Side.GIVER.words() + " said no: by chance");
            }
            assertThat(amounts(over, GIVER)).isSortedAccordingTo((a, b) -> b.compareTo(a));
            assertThat(amounts(over, TAKER)).isSorted();
        }
        assertThat(agreed).isGreaterThan(500);
    }

    private static Move randomMove(SplittableRandom random, Open open) {
        Side side = random.nextInt(4) == 0 ? open.turn().other() : open.turn();
        Actor by = new Actor.Person("Chance");
        return switch (random.nextInt(12)) {
            case 0 -> new Move.HandOver(side, Hands.AUTOMATON, by, NOON);
            case 1, 2 -> new Move.HandOver(side, Hands.PERSON, by, NOON);
            case 3 ->
                new Move.Accept(
                        side, open.last(side.other()).map(Move.Offer::amount).orElse(Credits.ZERO), by, NOON);
            case 4 ->
                random.nextInt(20) == 0
                        ? new Move.Reject(GIVER, "by chance", by, NOON)
                        : new Move.HandOver(side, Hands.PERSON, by, NOON);
            default -> {
                long most = open.terms().value().micro() / 2 * 3;
                yield new Move.Offer(side, Credits.micro(random.nextLong(Math.max(1, most))), false, by, NOON);
            }
        };
    }

    private static Terms randomTerms(SplittableRandom random) {
        long reserve = random.nextLong(1L << random.nextInt(1, 59));
        long value = random.nextLong(
                reserve, Math.min(Credits.MOST.micro() / 2, reserve + (1L << random.nextInt(1, 59))) + 1);
        return new Terms(
                Credits.micro(reserve),
                Credits.micro(value),
                Duration.ofMinutes(10),
                ENDS,
                Silence.AUTOMATON_TAKES_OVER);
    }

    private static Tactics randomTactics(SplittableRandom random) {
        FairEnd[] ends = FairEnd.values();
        return new Tactics(
                random.nextInt(1, 60),
                randomTactic(random),
                randomTactic(random),
                ends[random.nextInt(ends.length)],
                List.of());
    }

    private static Tactic randomTactic(SplittableRandom random) {
        return random.nextBoolean()
                ? new Conceding(random.nextDouble(0.01, 20))
                : new Reciprocating(random.nextDouble(0.01, 5));
    }

    private static Negotiation automatic(Terms terms, Side first) {
        return Negotiation.open(terms, first, Hands.AUTOMATON, Hands.AUTOMATON, NOON);
    }

    private static Move person(int bid) {
        return new Move.Offer(TAKER, Credits.of(bid), false, new Actor.Person("Bob"), NOON);
    }

    private static Negotiation made(Negotiation now, Move move) {
        assertThat(now.make(move)).isInstanceOf(Reply.Moved.class);
        return ((Reply.Moved) now.make(move)).now();
    }

    private static Tactics conceding(int rounds, double giver, double taker) {
        return new Tactics(rounds, new Conceding(giver), new Conceding(taker), FairEnd.MIDDLE, List.of());
    }

    private static Negotiation play(Tactics tactics) {
        return tactics.play(RESERVE, VALUE, NOON);
    }

    private static Credits worth(Tactics tactics) {
        return ((Agreed) play(tactics)).worth();
    }

    private static List<Credits> amounts(Negotiation negotiation, Side side) {
        return negotiation.moves().stream()
                .filter(move -> move.side() == side && move instanceof Move.Offer)
                .map(move -> ((Move.Offer) move).amount())
                .toList();
    }

    private static Terms terms() {
        return new Terms(RESERVE, VALUE, Duration.ofMinutes(10), ENDS, Silence.AUTOMATON_TAKES_OVER);
    }
}
