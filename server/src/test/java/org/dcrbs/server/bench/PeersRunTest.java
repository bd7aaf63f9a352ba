package org.dcrbs.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small run of {@code dcrbs bench peers}: enrolled, connected, worked, killed, come back. */
class PeersRunTest {
    private static final int PEERS = 50;
    private static final int WINDOW = 64;

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostOrDoneTwiceWhenTheCoordinatorIsKilledAndAllComeBack() throws Exception {
        PeersRun.Plan plan = new PeersRun.Plan(
                folder,
                PEERS,
                2,
                300,
                0,
                List.of("127.0.0.1"),
                List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Ddcrbs.work.window=" + WINDOW));

        PeersRun.Report report;
        try (PeersRun run = new PeersRun(plan, Clock.systemUTC(), name -> {}, phase -> {})) {
            report = run.run();
        }

        assertThat(report.wrong()).isEmpty();
        assertThat(report.askedAgain()).isEmpty();
        // As many again may be answered and on their way: the next orders leave before the acknowledgements.
        assertThat(report.mostOutstanding()).isBetween(1, 2 * WINDOW);
        assertThat(report.phases())
                .extracting(Phase::name)
                .contains("enrol", "connect", "reconnect storm, until all are back");
    }
}
