package org.dcrbs.peer.stored;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cuts a file into data pieces and parity pieces, and puts it together from enough of them. A stripe at a time. */
public final class Striping {
    private static final int STRIPE_BYTES = 64 << 10;

    private final ReedSolomon code;
    private final int data;
    private final int parity;

    public Striping(int data, int parity) {
        this.code = new ReedSolomon(data, parity);
        this.data = data;
        this.parity = parity;
    }

    /** The pieces as files in the folder, data first, then parity. */
    public List<Path> cut(Path file, Path folder) throws IOException {
        long length = StoredFile.pieceBytes(Files.size(file), data);
        List<Path> pieces = new ArrayList<>();
        List<OutputStream> outputs = new ArrayList<>();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            for (int number = 0; number < data + parity; number++) {
                pieces.add(folder.resolve("piece-" + number));
                outputs.add(Files.newOutputStream(pieces.get(number)));
            }
            for (long at = 0; at < length; at += STRIPE_BYTES) {
                byte[][] shards = new byte[data][(int) Math.min(STRIPE_BYTES, length - at)];
                for (int number = 0; number < data; number++) {
                    readPadded(in, number * length + at, shards[number]);
                    outputs.get(number).write(shards[number]);
                }
                byte[][] made = code.parity(shards);
                for (int number = 0; number < parity; number++) {
                    outputs.get(data + number).write(made[number]);
                }
            }
        } finally {
            close(outputs);
        }
        return pieces;
    }

    /**
     * Writes the file.
     *
     * @param pieces by their number, as many as there are data pieces or more; the first are taken
     */
    public void join(SortedMap<Integer, Path> pieces, long bytes, Path target) throws IOException {
        SortedMap<Integer, InputStream> inputs = new TreeMap<>();
        long length = StoredFile.pieceBytes(bytes, data);
        try (RandomAccessFile out = new RandomAccessFile(target.toFile(), "rw")) {
            for (Map.Entry<Integer, Path> piece : pieces.entrySet()) {
                if (inputs.size() < data) {
                    inputs.put(piece.getKey(), Files.newInputStream(piece.getValue()));
                }
            }
            if (inputs.size() < data) {
                throw new IllegalArgumentException(inputs.size() + " pieces; " + data + " are needed");
            }
            List<Integer> numbers = List.copyOf(inputs.keySet());
            List<InputStream> streams = List.copyOf(inputs.values());
            out.setLength(bytes);
            for (long at = 0; at < length; at += STRIPE_BYTES) {
                byte[][] shards = new byte[data][];
                for (int i = 0; i < data; i++) {
                    shards[i] = streams.get(i).readNBytes((int) Math.min(STRIPE_BYTES, length - at));
                }
                writeUpTo(out, code.data(numbers, shards), at, length, bytes);
            }
        } finally {
            for (InputStream input : inputs.values()) {
                input.close();
            }
        }
    }

    private static void writeUpTo(RandomAccessFile out, byte[][] shards, long at, long length, long bytes)
            throws IOException {
        for (int number = 0; number < shards.length; number++) {
            long from = number * length + at;
            long left = Math.min(shards[number].length, bytes - from);
            if (left > 0) {
                out.seek(from);
                out.write(shards[number], 0, (int) left);
            }
        }
    }

    private static void readPadded(RandomAccessFile in, long from, byte[] shard) throws IOException {
        int there = (int) Math.max(0, Math.min(shard.length, in.length() - from));
        if (there > 0) {
            in.seek(from);
            in.readFully(shard, 0, there);
        }
    }

    private static void close(List<OutputStream> outputs) throws IOException {
        for (OutputStream output : outputs) {
            output.close();
        }
    }
}
