package org.dcrbs.peer.benchmark;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Access time and throughput of the disk below a folder, past the page cache where the file system allows that. */
record DiskSpeed(int accessMicros, int readMegaBytesPerSecond, int writeMegaBytesPerSecond) {
    private static final int MEGA_BYTE = 1 << 20;
    private static final int FILE_MEGA_BYTES = 32;
    private static final int BLOCK = 4096;
    private static final int ACCESSES = 200;

    static DiskSpeed measure(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "disk-", ".speed");
        try {
            return measure(file, ExtendedOpenOption.DIRECT);
        } catch (IOException | UnsupportedOperationException e) {
            // Some file systems know no direct access: then it is what programs get through the cache.
            return measure(file, null);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static DiskSpeed measure(Path file, @Nullable OpenOption direct) throws IOException {
        ByteBuffer piece = ByteBuffer.allocateDirect(MEGA_BYTE + BLOCK).alignedSlice(BLOCK);
        double writeSeconds;
        try (FileChannel channel = open(file, StandardOpenOption.WRITE, direct)) {
            long start = System.nanoTime();
            for (int i = 0; i < FILE_MEGA_BYTES; i++) {
                channel.write(piece.clear().limit(MEGA_BYTE), (long) i * MEGA_BYTE);
            }
            channel.force(true);
            writeSeconds = secondsSince(start);
        }
        try (FileChannel channel = open(file, StandardOpenOption.READ, direct)) {
            long start = System.nanoTime();
            for (int i = 0; i < FILE_MEGA_BYTES; i++) {
                channel.read(piece.clear().limit(MEGA_BYTE), (long) i * MEGA_BYTE);
            }
            double readSeconds = secondsSince(start);
            return new DiskSpeed(medianAccessMicros(channel, piece), rate(readSeconds), rate(writeSeconds));
        }
    }

    /** Of single blocks in a random order: half of them come sooner. */
    private static int medianAccessMicros(FileChannel channel, ByteBuffer piece) throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        long[] nanos = new long[ACCESSES];
        for (int i = 0; i < ACCESSES; i++) {
            long block = random.nextLong((long) FILE_MEGA_BYTES * MEGA_BYTE / BLOCK);
            long start = System.nanoTime();
            channel.read(piece.clear().limit(BLOCK), block * BLOCK);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return (int) Math.max(1, nanos[ACCESSES / 2] / 1000);
    }

    private static FileChannel open(Path file, OpenOption how, @Nullable OpenOption direct) throws IOException {
        return direct == null ? FileChannel.open(file, how) : FileChannel.open(file, how, direct);
    }

    private static double secondsSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private static int rate(double seconds) {
        return (int) Math.max(1, Math.round(FILE_MEGA_BYTES / seconds));
    }
}
