package org.dcrbs.peer.execute.compute.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/** One work unit, as the node hands it to the child: the module lies in a file, the input travels along. */
@SuppressWarnings("ArrayRecordComponent") // carried from one end of a pipe to the other, never compared
public record Unit(Path module, byte[] sha256, byte[] input, Limits limits) {
    /** What a unit may take. */
    public record Limits(int memoryPages, int cpuMillis, int outputBytes) {
        public Limits {
            if (memoryPages <= 0 || cpuMillis <= 0 || outputBytes < 0) {
                throw new IllegalArgumentException("no limits: %d pages, %d ms, %d bytes of output"
                        .formatted(memoryPages, cpuMillis, outputBytes));
            }
        }
    }

    String name() {
        return HexFormat.of().formatHex(sha256);
    }

    public void writeTo(DataOutputStream out) throws IOException {
        out.writeUTF(module.toString());
        out.write(sha256);
        out.writeInt(limits.memoryPages());
        out.writeInt(limits.cpuMillis());
        out.writeInt(limits.outputBytes());
        out.writeInt(input.length);
        out.write(input);
        out.flush();
    }

    static Unit readFrom(DataInputStream in) throws IOException {
        Path module = Path.of(in.readUTF());
        byte[] sha256 = in.readNBytes(32);
        Limits limits = new Limits(in.readInt(), in.readInt(), in.readInt());
        byte[] input = in.readNBytes(in.readInt());
        return new Unit(module, sha256, input, limits);
    }
}
