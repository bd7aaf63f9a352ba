package org.dcrbs.peer.execute.compute.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What became of a unit.
 *
 * @param last whether the child ends after it, for it can no longer be trusted to be as new
 */
@SuppressWarnings("ArrayRecordComponent") // carried from one end of a pipe to the other, never compared
public record Reply(Outcome outcome, String detail, byte[] output, long cpuNanos, boolean last) {
    /** The module was run, was run in vain, or was not let run. */
    public enum Outcome {
        DONE,
        FAILED,
        REFUSED
    }

    private static final int MAX_DETAIL = 1000;

    public static Reply done(byte[] output, long cpuNanos) {
        return new Reply(Outcome.DONE, "", output, cpuNanos, false);
    }

    static Reply failed(String detail, long cpuNanos) {
        return new Reply(Outcome.FAILED, detail, new byte[0], cpuNanos, false);
    }

    /** Failed in a way that the child does not outlive. */
    public static Reply fatal(String detail, long cpuNanos) {
        return new Reply(Outcome.FAILED, detail, new byte[0], cpuNanos, true);
    }

    static Reply refused(String detail) {
        return new Reply(Outcome.REFUSED, detail, new byte[0], 0, false);
    }

    void writeTo(DataOutputStream out) throws IOException {
        byte[] words =
                detail.substring(0, Math.min(MAX_DETAIL, detail.length())).getBytes(StandardCharsets.UTF_8);
        out.writeUTF(outcome.name());
        out.writeBoolean(last);
        out.writeLong(cpuNanos);
        out.writeInt(words.length);
        out.write(words);
        out.writeInt(output.length);
        out.write(output);
        out.flush();
    }

    /** Reads a reply; one that claims more output than was allowed is none, whoever wrote it. */
    public static Reply readFrom(DataInputStream in, int maxOutput) throws IOException {
        Outcome outcome = Outcome.valueOf(in.readUTF());
        boolean last = in.readBoolean();
        long cpuNanos = in.readLong();
        String detail = new String(in.readNBytes(within(in.readInt(), 4 * MAX_DETAIL)), StandardCharsets.UTF_8);
        byte[] output = in.readNBytes(within(in.readInt(), maxOutput));
        if (cpuNanos < 0) {
            throw new IOException("garbled reply: cpu " + cpuNanos + " ns");
        }
        return new Reply(outcome, detail, output, cpuNanos, last);
    }

    private static int within(int length, int max) throws IOException {
        if (length < 0 || length > max) {
            throw new IOException("garbled reply: a piece of " + length + " bytes where " + max + " are allowed");
        }
        return length;
    }
}
