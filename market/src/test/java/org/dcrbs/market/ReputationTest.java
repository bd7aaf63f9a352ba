package org.dcrbs.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.dcrbs.market.Reputation.Standing;
import org.junit.jupiter.api.Test;

class ReputationTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Reputation UNKNOWN = Reputation.unknown(NOON);

    @Test
    void nothingIsHeldAgainstTheUnknownWhoAreHalfTrusted() {
        assertThat(UNKNOWN.standing()).isEqualTo(Standing.GOOD);
        assertThat(UNKNOWN.permille()).isEqualTo(500);
        assertThat(UNKNOWN.total()).isZero();
    }

    @Test
    void oneBadOutcomeWarnsTwoLimitFourSuspend() {
        assertThat(bad(UNKNOWN, 1).standing()).isEqualTo(Standing.WARNED);
        assertThat(bad(UNKNOWN, 2).standing()).isEqualTo(Standing.LIMITED);
        assertThat(bad(UNKNOWN, 3).standing()).isEqualTo(Standing.LIMITED);
        assertThat(bad(UNKNOWN, 4).standing()).isEqualTo(Standing.SUSPENDED);
    }

    @Test
    void aLongGoodRecordOutweighsOneBadOutcome() {
        assertThat(bad(UNKNOWN.good(19, NOON), 1).standing()).isEqualTo(Standing.WARNED);
        assertThat(bad(UNKNOWN.good(20, NOON), 1).standing()).isEqualTo(Standing.GOOD);
    }

    @Test
    void laterGoodOutcomesLiftALimit() {
        Reputation limited = bad(UNKNOWN, 2);

        assertThat(limited.good(8, NOON).standing()).isEqualTo(Standing.LIMITED);
        assertThat(limited.good(9, NOON).standing()).isEqualTo(Standing.WARNED);
        assertThat(limited.good(39, NOON).standing()).isEqualTo(Standing.GOOD);
    }

    @Test
    void timeHalvesWhatIsRecentAndForgetsNothing() {
        Reputation then = bad(UNKNOWN.good(8, NOON), 4).at(NOON.plus(Duration.ofDays(14)));

        assertThat(then.recentBad()).isBetween(1990L, 2000L);
        assertThat(then.recentGood()).isBetween(3990L, 4000L);
        assertThat(then.good()).isEqualTo(8);
        assertThat(then.bad()).isEqualTo(4);
        assertThat(then.at(Instant.parse("2099-01-01T00:00:00Z")).recentBad()).isZero();
    }

    @Test
    void fadingInStepsIsFadingAtOnce() {
        Reputation suspended = bad(UNKNOWN, 6);
        Reputation inSteps = suspended;
        for (int hours = 0; hours <= 500; hours += 5) {
            inSteps = inSteps.at(NOON.plus(Duration.ofHours(hours)));
        }

        assertThat(inSteps).isEqualTo(suspended.at(NOON.plus(Duration.ofHours(500))));
        assertThat(inSteps.at(NOON)).isEqualTo(inSteps);
    }

    @Test
    void aBadOutcomeEndsTheRow() {
        Reputation row = bad(UNKNOWN.good(12, NOON), 1).good(2, NOON);

        assertThat(row.inARow()).isEqualTo(2);
        assertThat(row.good()).isEqualTo(14);
    }

    @Test
    void theLimitedGiveAQuarterRoundedUpAndTheSuspendedNothing() {
        assertThat(Standing.GOOD.share(1000)).isEqualTo(1000);
        assertThat(Standing.WARNED.share(1000)).isEqualTo(1000);
        assertThat(Standing.LIMITED.share(1000)).isEqualTo(250);
        assertThat(Standing.LIMITED.share(1)).isEqualTo(1);
        assertThat(Standing.SUSPENDED.share(1000)).isZero();
    }

    @Test
    void oneBadOutcomeNeverLeadsFurtherThanToTheNextStep() {
        SplittableRandom random = new SplittableRandom(5);
        for (int life = 0; life < 300; life++) {
            Reputation now = UNKNOWN;
            Instant at = NOON;
            int mostGood = 1 + random.nextInt(40);
            for (int i = 0; i < 60; i++) {
                at = at.plus(Duration.ofHours(random.nextInt(200)));
                Standing before = now.at(at).standing();
                if (random.nextBoolean()) {
                    now = now.good(1 + random.nextInt(mostGood), at);
                    assertThat(now.standing()).isLessThanOrEqualTo(before);
                } else {
                    now = now.bad(at);
                    assertThat(now.standing()).isBetween(before, nextAfter(before));
                }
                assertThat(now.permille()).isBetween(0, 1000);
            }
        }
    }

    @Test
    void aReputationThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Reputation(1, 0, 2, 0, 0, NOON))
                .hasMessage("good outcomes in a row is 2; want 0 to 1");
        assertThatThrownBy(() -> UNKNOWN.good(0, NOON)).hasMessage("outcomes is 0; want 1 to 1000000");
    }

    private static Reputation bad(Reputation from, int times) {
        Reputation now = from;
        for (int i = 0; i < times; i++) {
            now = now.bad(NOON);
        }
        return now;
    }

    private static Standing nextAfter(Standing standing) {
        return switch (standing) {
            case GOOD -> Standing.WARNED;
            case WARNED -> Standing.LIMITED;
            case LIMITED, SUSPENDED -> Standing.SUSPENDED;
        };
    }
}
