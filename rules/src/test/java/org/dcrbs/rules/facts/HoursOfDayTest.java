package org.dcrbs.rules.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.dcrbs.market.Window;
import org.junit.jupiter.api.Test;

class HoursOfDayTest {
    private static final long HOUR = 3600;

    @Test
    void theNightGoesOverMidnight() {
        assertThat(within("2026-01-01T20:00:00Z", "2026-01-02T08:00:00Z", 22, 6))
                .isEqualTo(8 * HOUR);
    }

    @Test
    void hoursOfEveryDayAreCounted() {
        assertThat(within("2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z", 9, 17))
                .isEqualTo(30 * 8 * HOUR);
    }

    @Test
    void aWindowInOtherHoursHasNone() {
        assertThat(within("2026-01-01T08:00:00Z", "2026-01-01T20:00:00Z", 22, 6))
                .isZero();
    }

    private static long within(String from, String until, long first, long last) {
        return HoursOfDay.secondsWithin(
                new Window(Instant.parse(from), Instant.parse(until)), first * HOUR, last * HOUR);
    }
}
