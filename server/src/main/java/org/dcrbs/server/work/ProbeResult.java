package org.dcrbs.server.work;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.v1.AccessProof;

/**
 * What a probe of a leased line has come to.
 *
 * @param passed whether the right bytes came
 * @param kilobitsPerSecond at which they came
 */
record ProbeResult(boolean passed, long kilobitsPerSecond) {
    private static final int LONGEST_PROOF = 1024;
    private static final ProbeResult MISSED = new ProbeResult(false, 0);

    /**
     * Empty if it says nothing: the lease's end left it too little time, or it goes where the node doesn't.
     *
     * @param end of the lease
     */
    static Optional<ProbeResult> of(Order probe, Instant end, long seed, Surroundings around) throws IOException {
        boolean hurried = probe.order().getDeadlineEpochMs() >= end.toEpochMilli();
        if (hurried && !probe.isDone()) {
            return Optional.empty();
        }
        return switch (probe.state()) {
            case DONE -> Optional.of(done(probe, seed, around));
            case FAILED -> probe.isRefused() ? Optional.empty() : Optional.of(MISSED);
            case OPEN ->
                probe.order().getDeadlineEpochMs() < around.now().toEpochMilli()
                        ? Optional.of(MISSED)
                        : Optional.empty();
        };
    }

    private static ProbeResult done(Order probe, long seed, Surroundings around) throws IOException {
        Optional<byte[]> output = around.bytes(probe.output(), LONGEST_PROOF);
        if (output.isEmpty()) {
            return MISSED;
        }
        try {
            AccessProof proof = AccessProof.parseFrom(output.get());
            ByteString right = ByteString.copyFrom(LeaseFill.digest(seed, 1));
            long millis = Math.max(1, proof.getMillis());
            return proof.getDigest().equals(right)
                    ? new ProbeResult(true, probe.order().getAccessProbe().getBytes() * Byte.SIZE / millis)
                    : MISSED;
        } catch (InvalidProtocolBufferException e) {
            return MISSED;
        }
    }
}
