package org.dcrbs.protocol.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
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

    private LinkServer studioKnowing(OpenKey known) throws Exception {
        return LinkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                SslContexts.listening(studio, known::equals, Instant.now()),
                LinkLimits.DEFAULT,
                workers,
                atStudio);
    }

    private LinkSession dial(LinkServer door, OwnKey own, OpenKey other) throws Exception {
        return client.connect(
                        "127.0.0.1", door.address().getPort(), SslContexts.dialling(own, other, Instant.now()), atLab)
                .get(20, TimeUnit.SECONDS);
    }
}
