package org.dcrbs.peer.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FlowTest {
    private static final long PIECE = 10_000;
    /** 1,000,000 bytes a second. */
    private static final long RATE = 8000;

    private static final Duration LONG = Duration.ofMinutes(10);

    private final Traffic traffic = new Traffic();
    private final Flow flow = traffic.out();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        traffic.close();
    }

    @Test
    void withoutARateEverythingGoesAtOnce() {
        for (int i = 0; i < 1000; i++) {
            flow.whenDue(Long.MAX_VALUE, () -> done.add("gone"));
        }

        assertThat(done).hasSize(1000);
        assertThat(flow.isFree()).isTrue();
        assertThat(flow.holdsBack()).isFalse();
    }

    @Test
    void noMoreGoesThanTheRateAllows() throws Exception {
        traffic.allow(RATE);
        long began = System.nanoTime();

        for (int i = 0; i < 20; i++) {
            flow.await(PIECE);
        }

        // All but the first have waited, and a late timer may be made up for.
        double seconds = (System.nanoTime() - began) / 1e9 + 0.02;
        assertThat(19.0 * PIECE).isLessThanOrEqualTo(seconds * 1e6);
    }

    @Test
    void whatDoesNotWaitIsTakenFromWhatDoes() throws Exception {
        traffic.allow(RATE);
        long began = System.nanoTime();

        flow.pass(200_000);
        flow.await(PIECE);

        assertThat((System.nanoTime() - began) / 1e9).isGreaterThanOrEqualTo(0.17);
    }

    @Test
    void whatDidNotGoAfterAllIsGivenBack() throws Exception {
        traffic.allow(1);
        flow.await(1_000_000_000);

        flow.pass(-1_000_000_000);

        flow.await(PIECE);
        assertThat(flow.holdsBack()).isFalse();
    }

    @Test
    void turnsComeInTheOrderOfAsking() throws Exception {
        traffic.allow(RATE);
        CountDownLatch all = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            String name = "turn " + i;
            flow.whenDue(PIECE, () -> {
                done.add(name);
                all.countDown();
            });
        }

        all.await();
        assertThat(done).containsExactly("turn 0", "turn 1", "turn 2", "turn 3", "turn 4");
    }

    @Test
    void directionsDoNotTakeFromEachOther() throws Exception {
        traffic.allow(1);
        flow.pass(1_000_000_000);

        traffic.in().await(PIECE);
        assertThat(flow.isFree()).isFalse();
    }

    @Test
    void whoWouldWaitTooLongIsTold() throws Exception {
        traffic.allow(1);
        flow.pass(1_000_000);
        CompletableFuture<String> told = new CompletableFuture<>();

        flow.whenDue(PIECE, Duration.ofMillis(50), () -> done.add("gone"), told::complete);

        assertThat(told.get(20, TimeUnit.SECONDS)).isEqualTo("the owner's share of the line is used up for now");
        assertThat(flow.holdsBack()).isFalse();
        assertThat(done).isEmpty();
    }

    @Test
    void aPauseStopsAllAndTellsThoseWhoWantToKnow() {
        traffic.allow(1);
        flow.pass(1_000_000);
        flow.whenDue(PIECE, LONG, () -> done.add("gone"), done::add);
        traffic.pause("on battery");
        flow.whenDue(PIECE, LONG, () -> done.add("gone"), done::add);
        flow.whenDue(PIECE, () -> done.add("patient"));

        assertThat(done).containsExactly("on battery", "on battery");

        traffic.allow(0);
        assertThat(done).hasSize(2);
        traffic.resume();
        assertThat(done).containsExactly("on battery", "on battery", "patient");
        assertThat(flow.isFree()).isTrue();
    }

    @Test
    void aHigherRateHoldsAtOnce() throws Exception {
        traffic.allow(1);
        flow.pass(1_000_000);
        CountDownLatch gone = new CountDownLatch(1);
        flow.whenDue(PIECE, gone::countDown);

        traffic.allow(80_000_000);

        assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoIsNotWantedAnyMoreLeavesTheQueue() {
        traffic.pause("paused by the owner");

        assertThatThrownBy(() -> flow.await(PIECE, () -> true))
                .isInstanceOf(IOException.class)
                .hasMessage("not wanted any more");
        traffic.resume();
        assertThat(flow.holdsBack()).isFalse();
    }

    @Test
    void whoIsInterruptedLeavesTheQueue() throws Exception {
        traffic.pause("paused by the owner");
        FutureTask<Boolean> waits = new FutureTask<>(() -> {
            try {
                flow.await(PIECE);
                return false;
            } catch (InterruptedException e) {
                return true;
            }
        });
        Thread thread = new Thread(waits);
        thread.start();
        thread.interrupt();

        assertThat(waits.get()).isTrue();
        traffic.resume();
        assertThat(flow.holdsBack()).isFalse();
    }
}
