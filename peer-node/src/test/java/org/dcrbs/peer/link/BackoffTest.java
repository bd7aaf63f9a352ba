package org.dcrbs.peer.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(3));

    @Test
    void itDoublesUpToTheLimitAndNeverSticksToOneTime() {
        long[] most = {1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000};
        for (int failures = 1; failures <= most.length; failures++) {
            assertThat(backoff.after(failures).toMillis()).isBetween(most[failures - 1] / 2, most[failures - 1]);
        }
        assertThat(backoff.after(1_000_000).toMillis()).isBetween(30_000L, 60_000L);
        assertThat(backoff.after(9)).isNotEqualTo(backoff.after(9));
    }
}
