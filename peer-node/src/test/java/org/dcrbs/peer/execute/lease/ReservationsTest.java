package org.dcrbs.peer.execute.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReservationsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant ONE = NOON.plusSeconds(3600);

    @TempDir
    Path folder;

    private Reservations ledger;

    @BeforeEach
    void openAtNoon() throws IOException {
        ledger = openAt(NOON);
    }

    @Test
    void theShareIsNeverExceeded() throws Exception {
        assertThat(reserve("a", 60)).isInstanceOf(Reservations.Granted.class);

        assertThat(reserve("b", 41))
                .isEqualTo(new Reservations.Refused("asks 41, but of the share of 100 only 40 are free"));
        assertThat(reserve("c", 40)).isInstanceOf(Reservations.Granted.class);
        assertThat(reserve("d", 1)).isInstanceOf(Reservations.Refused.class);
    }

    @Test
    void whatIsReleasedIsFree() throws Exception {
        reserve("a", 100);
        ledger.release("a");
        ledger.release("a");

        assertThat(reserve("b", 100)).isInstanceOf(Reservations.Granted.class);
    }

    @Test
    void anOrderIsNotServedTwiceAtOnce() throws Exception {
        reserve("a", 10);

        assertThat(reserve("a", 10)).isEqualTo(new Reservations.Refused("order a already holds its lease"));
    }

    @Test
    void aRestartKnowsWhatIsStillLet() throws Exception {
        reserve("an order, oddly\nnamed %20", 70);

        Reservations next = openAt(NOON.plusSeconds(60));

        assertThat(next.active()).containsExactly(new Reservation("an order, oddly\nnamed %20", 70, ONE));
        assertThat(next.reserve(new Reservation("b", 31, ONE), 100)).isInstanceOf(Reservations.Refused.class);
    }

    @Test
    void afterARestartTheSameOrderGoesOn() throws Exception {
        reserve("a", 70);

        Reservations next = openAt(NOON.plusSeconds(60));

        assertThat(next.reserve(new Reservation("a", 70, ONE), 100)).isInstanceOf(Reservations.Granted.class);
        assertThat(next.active()).hasSize(1);
    }

    @Test
    void aRestartForgetsWhatEndedMeanwhile() throws Exception {
        reserve("a", 70);

        assertThat(openAt(ONE).active()).isEmpty();
    }

    @Test
    void manyAtOnceGetNoMoreThanThereIs() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> wishes = IntStream.range(0, 40)
                    .<Callable<Boolean>>mapToObj(i -> () -> reserve("order " + i, 7) instanceof Reservations.Granted)
                    .toList();

            long granted = 0;
            for (var wish : threads.invokeAll(wishes)) {
                granted += wish.get() ? 1 : 0;
            }

            assertThat(granted).isEqualTo(14);
            assertThat(openAt(NOON).active()).hasSize(14);
        } finally {
            threads.shutdownNow();
        }
    }

    private Reservations.Reply reserve(String order, long amount) throws IOException {
        return ledger.reserve(new Reservation(order, amount, ONE), 100);
    }

    private Reservations openAt(Instant now) throws IOException {
        return Reservations.open(folder.resolve("deep").resolve("ledger"), Clock.fixed(now, ZoneOffset.UTC));
    }
}
