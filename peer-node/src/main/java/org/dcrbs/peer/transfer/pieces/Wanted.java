package org.dcrbs.peer.transfer.pieces;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** From which piece on a file that is arriving is wanted first: who reads along writes it into a file beside it. */
final class Wanted {
    static final String FILE = "wanted";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path file;
    private int last;
    private long looked = System.nanoTime() - LOOK_NANOS;

    Wanted(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** The file's beginning if nobody says otherwise. Looks at most every tenth of a second. */
    int piece() {
        long now = System.nanoTime();
        if (now - looked >= LOOK_NANOS) {
            looked = now;
            last = read();
        }
        return last;
    }

    private int read() {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return bytes.length == Integer.BYTES
                    ? Math.max(0, ByteBuffer.wrap(bytes).getInt())
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    void ask(int piece) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), FILE, ".part");
        try {
            Files.write(draft, ByteBuffer.allocate(Integer.BYTES).putInt(piece).array());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
