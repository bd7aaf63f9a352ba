package org.dcrbs.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WrongTokensTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final WrongTokens wrongTokens = new WrongTokens(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void aFewWrongTokensAreForgiven() {
        add("10.0.0.1", WrongTokens.MOST - 1);

        assertThat(wrongTokens.mustWait("10.0.0.1")).isFalse();
    }

    @Test
    void onlyTheAddressThatSentThemMustWait() {
        add("10.0.0.1", WrongTokens.MOST);

        assertThat(wrongTokens.mustWait("10.0.0.1")).isTrue();
        assertThat(wrongTokens.mustWait("10.0.0.2")).isFalse();
    }

    @Test
    void theWaitEnds() {
        add("10.0.0.1", WrongTokens.MOST);

        now = now.plus(WrongTokens.PERIOD);
        assertThat(wrongTokens.mustWait("10.0.0.1")).isFalse();

        now = now.plus(Duration.ofSeconds(1));
        add("10.0.0.1", 1);
        assertThat(wrongTokens.mustWait("10.0.0.1")).isFalse();
    }

    private void add(String address, int times) {
        for (int i = 0; i < times; i++) {
            wrongTokens.add(address);
        }
    }
}
