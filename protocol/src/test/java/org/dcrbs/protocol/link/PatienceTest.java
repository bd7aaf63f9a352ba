package org.dcrbs.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.protocol.link.Recorder.next;

import com.google.protobuf.ByteString;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.dcrbs.protocol.link.Closing.Kind;
import org.dcrbs.protocol.tls.Attackers;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.EnrolRequest;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Heartbeat;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final Envelope ENROL = Envelope.newBuilder()
            .setVersion(1)
            .setId(1)
            .setEnrolRequest(EnrolRequest.getDefaultInstance())
            .build();

    @Test
    void whoNeverBeginsTheHandshakeIsHungUpOn() throws Exception {
        try (Ends ends = new Ends(LinkLimits.DEFAULT.withHandshakeWithin(SHORT));
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), ends.port())) {
            silent.setSoTimeout(20_000);

            assertThat(silent.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void aTrickleOfBytesIsNotAMessage() throws Exception {
        try (Ends ends = new Ends(LinkLimits.DEFAULT.withIdleAfter(SHORT));
                RawClient slow = new RawClient(Attackers.showing(Ends.identity(ends.authority, "slow")), ends.port())) {
            // A frame of 127 bytes, a byte at a time, each well within the idle time.
            slow.write((byte) 127);
            Thread trickle = new Thread(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        slow.write((byte) 8);
                        Thread.sleep(50);
                    }
                } catch (Exception e) {
                    // The server hung up, as it should.
                }
            });
            trickle.start();

            assertThat(next(ends.atServer.closings).kind()).isEqualTo(Kind.TIMED_OUT);
            trickle.interrupt();
            trickle.join();
        }
    }

    @Test
    void withoutCertificateOnlyAnEnrolRequestPasses() throws Exception {
        try (Ends ends = new Ends();
                RawClient raw = anonymous(ends)) {
            raw.write(Envelope.newBuilder()
                    .setVersion(1)
                    .setId(1)
                    .setHeartbeat(Heartbeat.getDefaultInstance())
                    .build());

            assertThat(raw.read().getError().getCode()).isEqualTo("certificate-needed");
            assertThat(raw.hungUp()).isTrue();
            assertThat(next(ends.atServer.closings).kind()).isEqualTo(Kind.NOT_ENROLLED);
            assertThat(ends.atServer.messages).isEmpty();
        }
    }

    @Test
    void withoutCertificateOnlyOneEnrolRequestPasses() throws Exception {
        try (Ends ends = new Ends();
                RawClient raw = anonymous(ends)) {
            raw.write(ENROL);
            raw.write(ENROL);

            assertThat(raw.read().getError().getCode()).isEqualTo("certificate-needed");
            assertThat(raw.hungUp()).isTrue();
            next(ends.atServer.closings);
            assertThat(ends.atServer.messages).hasSize(1);
        }
    }

    @Test
    void withoutCertificateSilenceIsHungUpOn() throws Exception {
        try (Ends ends = new Ends(LinkLimits.DEFAULT.withEnrolWithin(SHORT));
                RawClient raw = anonymous(ends)) {
            assertThat(raw.hungUp()).isTrue();
            assertThat(next(ends.atServer.closings).kind()).isEqualTo(Kind.NOT_ENROLLED);
        }
    }

    @Test
    void withoutCertificateNobodyLingersAfterTheRequest() throws Exception {
        try (Ends ends = new Ends(LinkLimits.DEFAULT.withEnrolWithin(SHORT));
                RawClient raw = anonymous(ends)) {
            raw.write(ENROL);

            assertThat(raw.hungUp()).isTrue();
        }
    }

    @Test
    void whoDoesNotReadIsHungUpOnBeforeItCostsMemory() throws Exception {
        long limit = 4L * LinkLimits.FRAME_BYTES;
        try (Ends ends = new Ends(LinkLimits.DEFAULT.withPendingOutBytes(limit));
                RawClient deaf = new RawClient(Attackers.showing(Ends.identity(ends.authority, "deaf")), ends.port())) {
            LinkSession session = next(ends.atServer.connected);
            ByteString block = ByteString.copyFrom(new byte[512 * 1024]);

            // Far more than socket buffers hold; a session that kept it all would show as one that stays open.
            for (int i = 0; i < 400 && session.open(); i++) {
                session.send(Envelope.newBuilder()
                        .setBlobChunk(BlobChunk.newBuilder().setData(block)));
            }

            assertThat(next(ends.atServer.closings).kind()).isEqualTo(Kind.TOO_SLOW);
            assertThat(deaf.hungUp()).isTrue();
        }
    }

    @Test
    void aSenderThatMindsWritableGetsEverythingAcross() throws Exception {
        try (Ends ends = new Ends(LinkLimits.DEFAULT.withPendingOutBytes(4L * LinkLimits.FRAME_BYTES))) {
            LinkSession session = ends.enrolled("lab-7");
            ByteString block = ByteString.copyFrom(new byte[512 * 1024]);

            int received = 0;
            for (int sent = 0; sent < 100; ) {
                if (session.writable()) {
                    session.send(Envelope.newBuilder()
                            .setBlobChunk(BlobChunk.newBuilder().setData(block)));
                    sent++;
                } else if (received < sent) {
                    next(ends.atServer.messages);
                    received++;
                } else {
                    // The last one came before this side heard that it had left.
                    Thread.onSpinWait();
                }
            }
            for (; received < 100; received++) {
                next(ends.atServer.messages);
            }

            assertThat(session.open()).isTrue();
        }
    }

    private static RawClient anonymous(Ends ends) throws Exception {
        return new RawClient(Attackers.speaking(SslContexts.APPLICATION_PROTOCOL), ends.port());
    }
}
