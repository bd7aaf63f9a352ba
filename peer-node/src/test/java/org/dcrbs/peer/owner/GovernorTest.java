package org.dcrbs.peer.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.dcrbs.peer.execute.Allowance;
import org.dcrbs.peer.share.DailyHours;
import org.dcrbs.peer.share.Precedence;
import org.junit.jupiter.api.Test;

class GovernorTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Terms FOUR_WORKERS = terms(Precedence.USUAL);

    private final Governor governor = new Governor(Duration.ofSeconds(20), NOON);

    @Test
    void anIdleComputerComputesAsMuchAsIsShared() {
        assertThat(governor.decide(load(0), FOUR_WORKERS, NOON)).isEqualTo(Allowance.whole(4));
    }

    @Test
    void whatTheOwnerUsesIsLeftToTheOwner() {
        assertThat(governor.decide(load(4000), FOUR_WORKERS, NOON).workers()).isEqualTo(4);
        assertThat(governor.decide(load(5900), FOUR_WORKERS, NOON))
                .isEqualTo(Allowance.fewer(2, "the owner's programs use 74 % of the processors"));
        assertThat(governor.decide(load(7600), FOUR_WORKERS, NOON))
                .isEqualTo(Allowance.paused("the owner's programs use 95 % of the processors"));
    }

    @Test
    void itGivesWayAtOnceAndTakesBackAfterAWhileOnly() {
        assertThat(governor.decide(load(8000), FOUR_WORKERS, NOON).workers()).isZero();
        assertThat(governor.decide(load(0), FOUR_WORKERS, NOON.plusSeconds(20)).workers())
                .isZero();
        assertThat(governor.decide(load(0), FOUR_WORKERS, NOON.plusSeconds(21)).workers())
                .isEqualTo(4);
    }

    @Test
    void besideABusyOwnerAsMuchIsComputedIfTheOwnerSaysSo() {
        Terms whenBusy = terms(new Precedence(Optional.empty(), false, true));

        assertThat(governor.decide(load(8000), whenBusy, NOON)).isEqualTo(Allowance.whole(4));
        assertThat(governor.decide(new Reading(8, 8000, true, 0, 0), whenBusy, NOON))
                .isEqualTo(Allowance.standstill("on battery"));
    }

    @Test
    void onBatteryNothingIsComputedUnlessTheOwnerSaysSo() {
        Reading onBattery = new Reading(8, 0, true, 0, 0);

        assertThat(governor.decide(onBattery, FOUR_WORKERS, NOON)).isEqualTo(Allowance.standstill("on battery"));
        assertThat(governor.decide(onBattery, terms(new Precedence(Optional.empty(), true, false)), NOON)
                        .workers())
                .isEqualTo(4);
    }

    @Test
    void outsideTheHoursNothingIsComputed() {
        DailyHours nights = new DailyHours(LocalTime.of(20, 0), LocalTime.of(6, 30), ZoneOffset.UTC);
        Terms atNight = new Terms(4, Optional.of(nights), Precedence.USUAL, Optional.empty());

        assertThat(governor.decide(load(0), atNight, NOON))
                .isEqualTo(Allowance.paused("outside the hours 20:00 to 06:30"));
        assertThat(governor.decide(load(0), atNight, Instant.parse("2026-03-02T20:00:00Z"))
                        .workers())
                .isEqualTo(4);
        assertThat(governor.decide(load(0), atNight, Instant.parse("2026-03-03T06:29:59Z"))
                        .workers())
                .isEqualTo(4);
        assertThat(governor.decide(load(0), atNight, Instant.parse("2026-03-03T06:30:00Z"))
                        .workers())
                .isZero();
    }

    @Test
    void onlyWhenIdleMeansIdleForSomeTime() {
        Terms idleOnly =
                terms(new Precedence(Optional.of(new Precedence.Idle(Duration.ofMinutes(10), 20)), false, false));

        assertThat(governor.decide(load(0), idleOnly, NOON.plusSeconds(60)).why())
                .startsWith("not idle for 10 minutes");
        assertThat(governor.decide(load(0), idleOnly, NOON.plusSeconds(601)).workers())
                .isEqualTo(4);
        assertThat(governor.decide(load(1700), idleOnly, NOON.plusSeconds(602)))
                .isEqualTo(
                        Allowance.standstill("not idle for 10 minutes: the owner's programs use 21 % of the processors,"
                                + " and above 20 % is busy"));
        assertThat(governor.decide(load(1500), idleOnly, NOON.plusSeconds(1203)).workers())
                .isEqualTo(4);
    }

    @Test
    void whenMemoryIsShortWorkLeavesIt() {
        Allowance little = governor.decide(new Reading(8, 0, false, 1000, 49), FOUR_WORKERS, NOON);

        assertThat(little.givesMemoryBack()).isTrue();
        assertThat(little.why()).isEqualTo("the computer has only 4 % of its memory free");
        assertThat(governor.decide(new Reading(8, 0, false, 1000, 50), FOUR_WORKERS, NOON)
                        .workers())
                .isEqualTo(4);
    }

    @Test
    void aPauseHoldsUntilItsTimeIsOver() {
        Terms paused = new Terms(
                4, Optional.empty(), Precedence.USUAL, Optional.of(new Pause(Optional.of(NOON.plusSeconds(5)))));

        assertThat(governor.decide(load(0), paused, NOON).why())
                .isEqualTo("paused by the owner until 2026-03-02T12:00:05Z");
        assertThat(governor.decide(load(0), paused, NOON.plusSeconds(5)).workers())
                .isEqualTo(4);
    }

    @Test
    void filesGiveWayToTheOwnersWordToTheBatteryAndToAnOwnerAtWork() {
        Terms paused = new Terms(4, Optional.empty(), Precedence.USUAL, Optional.of(new Pause(Optional.empty())));
        Terms idleOnly =
                terms(new Precedence(Optional.of(new Precedence.Idle(Duration.ofMinutes(10), 20)), false, false));

        assertThat(governor.decide(load(0), paused, NOON).transfers()).isFalse();
        assertThat(governor.decide(new Reading(8, 0, true, 0, 0), FOUR_WORKERS, NOON)
                        .transfers())
                .isFalse();
        assertThat(governor.decide(load(8000), idleOnly, NOON).transfers()).isFalse();
    }

    @Test
    void filesGoOnBesideBusyProgramsAndOutsideTheHoursSinceTheyAreOnOfferThroughout() {
        DailyHours nights = new DailyHours(LocalTime.of(20, 0), LocalTime.of(6, 30), ZoneOffset.UTC);
        Terms atNight = new Terms(4, Optional.of(nights), Precedence.USUAL, Optional.empty());

        assertThat(governor.decide(load(8000), FOUR_WORKERS, NOON).transfers()).isTrue();
        assertThat(governor.decide(load(0), atNight, NOON).transfers()).isTrue();
        assertThat(governor.decide(new Reading(8, 0, true, 0, 0), atNight, NOON).transfers())
                .isFalse();
    }

    private static Reading load(long milliProcessors) {
        return new Reading(8, milliProcessors, false, 0, 0);
    }

    private static Terms terms(Precedence precedence) {
        return new Terms(4, Optional.empty(), precedence, Optional.empty());
    }
}
