package org.dcrbs.protocol.link;

import java.time.Duration;

/**
 * How much patience and memory one connection gets.
 *
 * @param handshakeWithin from the TCP connection to the end of the TLS handshake
 * @param enrolWithin from the handshake to the EnrolRequest, on a session without certificate
 * @param idleAfter without one whole message received, the session ends; a trickle of bytes is not a message
 * @param writeWithin a single message must leave within this time
 * @param pendingOutBytes sent but not yet taken by the other side; beyond it the session ends
 * @param pendingInBytes received but not yet handled; beyond it reading pauses
 */
public record LinkLimits(
        Duration handshakeWithin,
        Duration enrolWithin,
        Duration idleAfter,
        Duration writeWithin,
        long pendingOutBytes,
        long pendingInBytes) {
    /** The largest envelope, on either side. */
    public static final int FRAME_BYTES = 1 << 20;

    public static final LinkLimits DEFAULT = new LinkLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(90),
            Duration.ofSeconds(60),
            16L * FRAME_BYTES,
            2L * FRAME_BYTES);

    public LinkLimits {
        if (pendingOutBytes < FRAME_BYTES || pendingInBytes < 1) {
            throw new IllegalArgumentException("pending limits too small: out " + pendingOutBytes + " (at least "
                    + FRAME_BYTES + "), in " + pendingInBytes + " (at least 1)");
        }
    }

    public LinkLimits withHandshakeWithin(Duration limit) {
        return new LinkLimits(limit, enrolWithin, idleAfter, writeWithin, pendingOutBytes, pendingInBytes);
    }

    public LinkLimits withEnrolWithin(Duration limit) {
        return new LinkLimits(handshakeWithin, limit, idleAfter, writeWithin, pendingOutBytes, pendingInBytes);
    }

    public LinkLimits withIdleAfter(Duration limit) {
        return new LinkLimits(handshakeWithin, enrolWithin, limit, writeWithin, pendingOutBytes, pendingInBytes);
    }

    public LinkLimits withPendingOutBytes(long limit) {
        return new LinkLimits(handshakeWithin, enrolWithin, idleAfter, writeWithin, limit, pendingInBytes);
    }
}
