package org.dcrbs.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcrbs.protocol.link.Recorder.next;

import com.google.protobuf.ByteString;
import org.dcrbs.protocol.link.Closing.Kind;
import org.dcrbs.protocol.tls.Attackers;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Error;
import org.dcrbs.protocol.v1.Heartbeat;
import org.dcrbs.protocol.v1.Hello;
import org.junit.jupiter.api.Test;

class FramingTest {
    private static final Heartbeat BEAT =
            Heartbeat.newBuilder().setOrdersRunning(1).build();

    @Test
    void messagesArriveInOrderAndNumbered() throws Exception {
        try (Ends ends = new Ends()) {
            LinkSession session = ends.enrolled("lab-7");

            for (int i = 0; i < 100; i++) {
                session.send(Envelope.newBuilder()
                        .setHeartbeat(Heartbeat.newBuilder().setOrdersWaiting(i)));
            }

            for (int i = 0; i < 100; i++) {
                Envelope got = next(ends.atServer.messages);
                assertThat(got.getId()).isEqualTo(i + 1);
                assertThat(got.getHeartbeat().getOrdersWaiting()).isEqualTo(i);
            }
        }
    }

    @Test
    void theServerAnswersAndHangsUpAfterTheAnswerHasLeft() throws Exception {
        try (Ends ends = new Ends()) {
            LinkSession session = ends.enrolled("lab-7");
            long asked = session.send(Envelope.newBuilder().setHello(Hello.getDefaultInstance()));
            LinkSession seen = next(ends.atServer.connected);

            seen.refuse(next(ends.atServer.messages), ErrorCode.REVOKED, "the certificate was withdrawn");
            seen.close();

            Envelope answer = next(ends.atClient.messages);
            assertThat(answer.getInReplyTo()).isEqualTo(asked);
            assertThat(ErrorCode.ofWire(answer.getError().getCode())).contains(ErrorCode.REVOKED);
            assertThat(next(ends.atClient.closings).kind()).isEqualTo(Kind.BY_OTHER);
            assertThat(next(ends.atServer.closings).kind()).isEqualTo(Kind.BY_US);
            session.close();
            assertThat(ends.atClient.messages).as("hanging up says nothing").isEmpty();
        }
    }

    @Test
    void aHeartbeatIsAnsweredSoThatBothEndsKnow() throws Exception {
        try (Ends ends = new Ends()) {
            long beat = ends.enrolled("lab-7").send(Envelope.newBuilder().setHeartbeat(BEAT));

            Envelope answer = next(ends.atClient.messages);

            assertThat(answer.hasAck()).isTrue();
            assertThat(answer.getInReplyTo()).isEqualTo(beat);
            assertThat(next(ends.atServer.messages).hasHeartbeat()).isTrue();
        }
    }

    @Test
    void anErrorIsNeverAnsweredWithAnError() throws Exception {
        try (Ends ends = new Ends();
                RawClient raw = enrolled(ends)) {
            raw.write(Envelope.newBuilder()
                    .setVersion(9)
                    .setId(1)
                    .setError(Error.newBuilder().setCode("x"))
                    .build());
            raw.write(Envelope.newBuilder()
                    .setVersion(9)
                    .setId(2)
                    .setHeartbeat(BEAT)
                    .build());

            assertThat(raw.read().getInReplyTo()).isEqualTo(2);
        }
    }

    @Test
    void anUnsupportedVersionIsAnsweredNotHungUpOn() throws Exception {
        try (Ends ends = new Ends();
                RawClient raw = enrolled(ends)) {
            raw.write(Envelope.newBuilder()
                    .setVersion(2)
                    .setId(7)
                    .setHeartbeat(BEAT)
                    .build());

            Envelope answer = raw.read();
            assertThat(answer.getInReplyTo()).isEqualTo(7);
            assertThat(answer.getError().getCode()).isEqualTo("unsupported-version");
            assertThat(answer.getError().getText()).isEqualTo("this side speaks version 1, not 2");
            assertStillServed(ends, raw);
        }
    }

    @Test
    void aMessageFromTheFutureIsAnsweredNotHungUpOn() throws Exception {
        try (Ends ends = new Ends();
                RawClient raw = enrolled(ends)) {
            // version 1, id 8, and a body of number 99 that nobody knows
            raw.write((byte) 7, (byte) 8, (byte) 1, (byte) 16, (byte) 8, (byte) 0x9a, (byte) 6, (byte) 0);

            Envelope answer = raw.read();
            assertThat(answer.getInReplyTo()).isEqualTo(8);
            assertThat(answer.getError().getCode()).isEqualTo("unknown-message");
            assertStillServed(ends, raw);
        }
    }

    @Test
    void garbageEndsOnlyItsOwnConnection() throws Exception {
        try (Ends ends = new Ends();
                RawClient raw = enrolled(ends)) {
            LinkSession other = ends.enrolled("other");

            raw.write((byte) 3, (byte) 0xff, (byte) 0xff, (byte) 0xff);

            assertThat(raw.hungUp()).isTrue();
            assertThat(next(ends.atServer.closings).kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
            other.send(Envelope.newBuilder().setHeartbeat(BEAT));
            assertThat(next(ends.atServer.messages).hasHeartbeat()).isTrue();
        }
    }

    @Test
    void aFrameAnnouncedTooLargeEndsTheConnectionBeforeItIsRead() throws Exception {
        try (Ends ends = new Ends();
                RawClient raw = enrolled(ends)) {
            // 1 MiB and a byte, as a varint
            raw.write((byte) 0x81, (byte) 0x80, (byte) 0x40);

            assertThat(raw.hungUp()).isTrue();
            Closing how = next(ends.atServer.closings);
            assertThat(how.kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
            assertThat(how.text()).contains("larger than the 1048576 bytes");
        }
    }

    @Test
    void aNegativeFrameLengthEndsTheConnection() throws Exception {
        try (Ends ends = new Ends();
                RawClient raw = enrolled(ends)) {
            raw.write((byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x0f);

            assertThat(raw.hungUp()).isTrue();
            assertThat(next(ends.atServer.closings).kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
        }
    }

    @Test
    void theLargestFramePassesAndALargerOneIsTheSendersBug() throws Exception {
        try (Ends ends = new Ends()) {
            LinkSession session = ends.enrolled("lab-7");

            session.send(chunk(LinkLimits.FRAME_BYTES - 64));

            assertThat(next(ends.atServer.messages).getBlobChunk().getData().size())
                    .isEqualTo(LinkLimits.FRAME_BYTES - 64);
            assertThatThrownBy(() -> session.send(chunk(LinkLimits.FRAME_BYTES)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("BLOB_CHUNK");
        }
    }

    @Test
    void plainTextOnTheTlsPortEndsOnlyItsOwnConnection() throws Exception {
        try (Ends ends = new Ends();
                var plain = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), ends.port())) {
            plain.setSoTimeout(20_000);
            plain.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            plain.getInputStream().readAllBytes();

            ends.enrolled("lab-7").send(Envelope.newBuilder().setHeartbeat(BEAT));
            assertThat(next(ends.atServer.messages).hasHeartbeat()).isTrue();
        }
    }

    private static Envelope.Builder chunk(int bytes) {
        return Envelope.newBuilder().setBlobChunk(BlobChunk.newBuilder().setData(ByteString.copyFrom(new byte[bytes])));
    }

    private static RawClient enrolled(Ends ends) throws Exception {
        RawClient raw = new RawClient(Attackers.showing(Ends.identity(ends.authority, "raw")), ends.port());
        next(ends.atServer.connected);
        return raw;
    }

    private static void assertStillServed(Ends ends, RawClient raw) throws Exception {
        raw.write(
                Envelope.newBuilder().setVersion(1).setId(50).setHeartbeat(BEAT).build());
        assertThat(next(ends.atServer.messages).getId()).isEqualTo(50);
    }
}
