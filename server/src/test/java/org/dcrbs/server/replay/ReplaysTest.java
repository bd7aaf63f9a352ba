package org.dcrbs.server.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcrbs.server.contract.TestContracts.COORDINATOR;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Party;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.replay.ReplayInputs.Source;
import org.dcrbs.server.round.RoundOptions;
import org.dcrbs.server.round.Snapshot;
import org.junit.jupiter.api.Test;

/** One replay at a time, cancelled at will; whatever its end, the next may begin. */
class ReplaysTest {
    private static final ReplayRequest LIVE = new ReplayRequest(
            Optional.empty(), true, "draft", List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    private Source draft = PolicySet::shipped;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Replays replays = new Replays(
            request -> new ReplayInputs(
                    "live",
                    new Snapshot(
                            NOON,
                            Map.of(
                                    COORDINATOR,
                                    new Party(COORDINATOR, Party.Role.COORDINATOR, "", Credits.ZERO, Optional.empty())),
                            List.of(),
                            List.of(),
                            Map.of(),
                            List.of(),
                            Map.of(),
                            Circumstances.NONE),
                    PolicySet::shipped,
                    () -> draft.get(),
                    ReplayInputs.options(RoundOptions.DEFAULT, request),
                    Optional.empty()),
            waiting::add);

    @Test
    void whileOneRunsAnotherIsRefusedUntilItIsCancelled() {
        String first = replays.start(LIVE).id();

        assertThatThrownBy(() -> replays.start(LIVE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("replay " + first + " of live still runs");
        replays.cancel(first);
        Replay second = ended(replays.start(LIVE));

        assertThat(replays.find(first).orElseThrow().state()).isEqualTo(new Replay.Cancelled());
        assertThat(second.result()).isPresent();
    }

    @Test
    void whatIsCancelledWhileItRunsStopsAndStaysSo() {
        draft = () -> {
            replays.all().forEach(replay -> replays.cancel(replay.id()));
            return PolicySet.shipped();
        };

        assertThat(ended(replays.start(LIVE)).state()).isEqualTo(new Replay.Cancelled());
    }

    @Test
    void aDraftThatIsNoPolicyIsRefusedWithWhatIsWrong() {
        Map<String, byte[]> files = Map.of("a.drl", "rule".getBytes(StandardCharsets.UTF_8));
        draft = ReplayInputs.files("draft", new TreeMap<>(files));

        Replay.State state = ended(replays.start(LIVE)).state();

        assertThat(state)
                .isInstanceOfSatisfying(
                        Replay.Refused.class,
                        refused -> assertThat(refused.diagnostics()).startsWith("a.drl"));
    }

    @Test
    void whatBreaksIsToldAndTheNextRunsAllTheSame() {
        draft = () -> {
            throw new IllegalStateException("as this test wants it");
        };
        Replay.State state = ended(replays.start(LIVE)).state();
        draft = PolicySet::shipped;

        assertThat(state)
                .isInstanceOfSatisfying(
                        Replay.Failed.class,
                        failed -> assertThat(failed.reason()).contains("as this test wants it"));
        assertThat(ended(replays.start(LIVE)).result()).isPresent();
    }

    @Test
    void theLastFewAreKept() {
        for (int i = 0; i < Replays.KEPT + 2; i++) {
            ended(replays.start(LIVE));
        }

        assertThat(replays.all()).extracting(Replay::id).hasSize(Replays.KEPT).startsWith("w-0003");
    }

    /** The replay after all that waited for the worker has run. */
    private Replay ended(Replay started) {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
        return replays.find(started.id()).orElseThrow();
    }
}
