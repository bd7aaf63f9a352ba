package org.dcrbs.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.ShareFile;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.peer.owner.Standing;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.peer.transfer.pieces.Dialler;
import org.dcrbs.peer.transfer.pieces.DiskRoom;
import org.dcrbs.peer.transfer.pieces.Fetch;
import org.dcrbs.peer.transfer.pieces.Pace;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.FileSend;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole node, of whose line the owner keeps three quarters. */
@Timeout(180)
class NodeTrafficTest {
    private static final long SHARED_KILOBITS = 16_000;
    private static final int PIECE = 512 * 1024;
    private static final String HOLD = "c-1/1/hold";

    @TempDir
    Path folder;

    private final byte[] contents = new byte[3_000_000];
    private final Semaphore looks = new Semaphore(0);
    private StandIn coordinator;
    private PeerNode lab;
    private String door;

    @BeforeEach
    void aNode() throws Exception {
        new Random(6).nextBytes(contents);
        Files.write(folder.resolve("film.mp4"), contents);
        Path file = folder.resolve("share.json");
        Files.writeString(file, """
                {"private": {"internet": 75},
                 "internet": {"medium": "DSL", "kilobitsPerSecond": 64000},
                 "files": [{"id": "film", "path": "film.mp4"}],
                 "door": {"port": 0}}
                """);
        coordinator = new StandIn();
        NodePlan plan = Nodes.plan(coordinator, home(), coordinator.token("lab"), ShareFile.read(file), new Counting());
        lab = PeerNode.start(Nodes.watched(plan, looks, Duration.ofMillis(100)));
        coordinator.nextWelcomed();
        door = coordinator.next(BodyCase.HELLO).getHello().getDoor();
    }

    @AfterEach
    void close() {
        lab.close();
        coordinator.close();
    }

    @Test
    void byWayOfTheCoordinatorAFileKeepsWithinTheShare() throws Exception {
        long began = System.nanoTime();
        coordinator.order(send());

        assertThat(coordinator.next(BodyCase.WORK_RESULT).getWorkResult().getOutcome())
                .isEqualTo(Outcome.DONE);
        double seconds = (System.nanoTime() - began) / 1e9 + 0.02;
        assertThat(coordinator.pushed()).isEqualTo(contents);
        assertThat((double) contents.length).isLessThanOrEqualTo(SHARED_KILOBITS * 125 * seconds + PIECE);
    }

    @Test
    void fromTheCoordinatorAFileKeepsWithinTheShare() throws Exception {
        ByteString sha256 = Blobs.sha256(contents);
        coordinator.blobs.put(sha256, contents);
        long began = System.nanoTime();
        coordinator.order(WorkOrder.newBuilder()
                .setId("c-1/1/receive")
                .setAttempt(1)
                .setFileReceive(FileReceive.newBuilder()
                        .setSha256(sha256)
                        .setName("film.mp4")
                        .setBytes(contents.length))
                .build());

        assertThat(coordinator.next(BodyCase.WORK_RESULT).getWorkResult().getOutcome())
                .isEqualTo(Outcome.DONE);
        double seconds = (System.nanoTime() - began) / 1e9 + 0.02;
        assertThat((double) contents.length).isLessThanOrEqualTo(SHARED_KILOBITS * 125 * seconds + PIECE);
        assertThat(folder.resolve("lab/inbox/film.mp4")).hasBinaryContent(contents);
    }

    @Test
    void whileTheOwnerPausesTheNodeAFileByWayOfTheCoordinatorWaitsAndHeartbeatsComeMeanwhile() throws Exception {
        pause();
        coordinator.order(send());
        coordinator.queue(BodyCase.HEARTBEAT).clear();
        for (int beats = 0; beats < 2; beats++) {
            coordinator.next(BodyCase.HEARTBEAT);
        }
        assertThat(coordinator.pushed()).isEmpty();

        resume();

        assertThat(coordinator.next(BodyCase.WORK_RESULT).getWorkResult().getOutcome())
                .isEqualTo(Outcome.DONE);
        assertThat(coordinator.pushed()).isEqualTo(contents);
    }

    @Test
    void whileTheOwnerPausesTheNodeAFileAtTheDoorWaitsAndThenComesWhole() throws Exception {
        coordinator.order(WorkOrder.newBuilder()
                .setId(HOLD)
                .setAttempt(1)
                .setLocalId("file-film")
                .setLessee("studio")
                .setFileSend(
                        FileSend.newBuilder().setSha256(Blobs.sha256(contents)).setHeld(true))
                .build());
        PeerIdentity studio = enrolled("studio");
        pause();
        AtomicInteger dialled = new AtomicInteger();
        Dialler dialler = new Dialler() {
            @Override
            public LeaseLine dial(Lease holder) throws LineLostException {
                // Longer than this taker would wait for one that does not answer.
                if (dialled.incrementAndGet() == 8) {
                    resume();
                }
                return LeaseLine.dial(holder, studio, LinkLimits.DEFAULT);
            }

            @Override
            public Lease whereabouts(Lease holder) {
                return holder;
            }
        };
        try (Traffic own = new Traffic()) {
            Pace impatient = new Pace(1, 1, Duration.ofSeconds(2), Duration.ofMillis(50));
            Fetch.Means means = new Fetch.Means(dialler, impatient, own.in(), new DiskRoom(folder, () -> 0));

            assertThat(new Fetch(wanted(), folder.resolve("arriving"), means, () -> false).run())
                    .hasBinaryContent(contents);
        }
        assertThat(dialled).hasValueGreaterThanOrEqualTo(8);
    }

    private void pause() throws InterruptedException {
        assertThat(PeerMain.run("pause", "--home", home().toString())).isZero();
        String said = "";
        while (!said.startsWith("paused: paused by the owner")) {
            looks.acquire();
            try {
                said = Standing.read(new Home(home()).standing())
                        .map(Standing::text)
                        .orElse("");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void resume() {
        assertThat(PeerMain.run("resume", "--home", home().toString())).isZero();
    }

    private Path home() {
        return folder.resolve("lab");
    }

    private WorkOrder send() {
        return WorkOrder.newBuilder()
                .setId("c-1/1/send")
                .setAttempt(1)
                .setLocalId("file-film")
                .setFileSend(FileSend.newBuilder().setSha256(Blobs.sha256(contents)))
                .build();
    }

    private FileReceive wanted() {
        return FileReceive.newBuilder()
                .setSha256(Blobs.sha256(contents))
                .setName("film.mp4")
                .setBytes(contents.length)
                .addHolders(Lease.newBuilder().setOrderId(HOLD).setGiver("lab").setDoor("127.0.0.1" + door))
                .build();
    }

    private PeerIdentity enrolled(String party) throws Exception {
        String home = folder.resolve(party).toString();
        assertThat(PeerMain.run(
                        "enrol",
                        "--coordinator",
                        coordinator.address().toString(),
                        "--token",
                        coordinator.token(party).text(),
                        "--home",
                        home))
                .isZero();
        return PeerIdentity.load(new Home(folder.resolve(party)).identity()).orElseThrow();
    }
}
