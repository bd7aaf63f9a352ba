package org.dcrbs.protocol.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dcrbs.protocol.link.Closing.Kind;
import org.dcrbs.protocol.proof.OpenKey;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Heartbeat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two peers with self-made keys, each known to the other or not. */
class PinnedKeysTest {
    private final OwnKey studio = OwnKey.generate();
    private final OwnKey lab = OwnKey.generate();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final LinkClient client = new LinkClient(LinkLimits.DEFAULT, workers);
    private final Recorder atStudio = new Recorder();
    private final Recorder atLab = new Recorder();

    @AfterEach
    void close() {
        client.close();
        workers.shutdownNow();
    }

    @Test
    void twoThatKnowEachOtherTalkAndTheSessionGoesByTheKey() throws Exception {
        try (LinkServer door = studioKnowing(lab.open())) {
            LinkSession session = dial(door, lab, studio.open());
            session.send(Envelope.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()));

            assertTrue(Recorder.next(atLab.messages).hasAck());
            assertEquals(
                    lab.open().hex(),
                    Recorder.next(atStudio.connected).peer().orElseThrow().partyId());
        }
    }

    @Test
    void whoIsNotKnownIsTurnedAway() throws Exception {
        OwnKey stranger = OwnKey.generate();
        try (LinkServer door = studioKnowing(lab.open())) {
            dial(door, stranger, studio.open());

            assertEquals(
                    Kind.NOT_TRUSTED_BY_OTHER, Recorder.next(atLab.closings).kind());
        }
    }

    @Test
    void whoeverAnswersWithAnotherKeyIsNotTalkedTo() throws Exception {
        try (LinkServer door = studioKnowing(lab.open())) {
            ExecutionException refused = assertThrows(
                    ExecutionException.class,
                    () -> dial(door, lab, OwnKey.generate().open()));

            assertTrue(refused.getCause() instanceof LinkException known
                    && known.closing().kind() == Kind.NOT_TRUSTED_BY_US);
        }
    }

    @Test
    void aCoordinatorsCertificateIsNoKeyOfAPeers() throws Exception {
        CertificateAuthority authority = CertificateAuthority.inMemory(Clock.systemUTC());
        try (LinkServer door = LinkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                SslContexts.server(authority.issueServer(List.of("127.0.0.1"))),
                LinkLimits.DEFAULT,
                workers,
                atStudio)) {
            assertThrows(ExecutionException.class, () -> dial(door, lab, studio.open()));
        }
    }

    @Test
    void aFrameTooLargeOrGarbageOfAKnownPeerEndsItsConnectionAlone() throws Exception {
        try (LinkServer door = studioKnowing(lab.open());
                RawClient large = raw(door);
                RawClient garbage = raw(door)) {
            large.write((byte) 0x81, (byte) 0x80, (byte) 0x40, (byte) 1);
            garbage.write((byte) 3, (byte) 0xff, (byte) 0xff, (byte) 0xff);

            assertTrue(large.hungUp());
            assertTrue(garbage.hungUp());
            assertTrue(dial(door, lab, studio.open()).open());
        }
    }

    @Test
    void aKnownPeerThatTricklesIsNotWaitedFor() throws Exception {
        LinkLimits impatient = LinkLimits.DEFAULT.withIdleAfter(Duration.ofMillis(300));
        try (LinkServer door = studioKnowing(lab.open(), impatient);
                RawClient slow = raw(door)) {
            slow.write((byte) 100);
            slow.write((byte) 1);

            assertTrue(slow.hungUp());
        }
    }

    private RawClient raw(LinkServer door) throws Exception {
        return new RawClient(
                SslContexts.dialling(lab, studio.open(), Instant.now()),
                door.address().getPort());
    }

    private LinkServer studioKnowing(OpenKey known) throws Exception {
        return studioKnowing(known, LinkLimits.DEFAULT);
    }

    private LinkServer studioKnowing(OpenKey known, LinkLimits limits) throws Exception {
        return LinkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                SslContexts.listening(studio, known::equals, Instant.now()),
                limits,
                workers,
                atStudio);
    }

    private LinkSession dial(LinkServer door, OwnKey own, OpenKey other) throws Exception {
        return client.connect(
                        "127.0.0.1", door.address().getPort(), SslContexts.dialling(own, other, Instant.now()), atLab)
                .get(20, TimeUnit.SECONDS);
    }
}
