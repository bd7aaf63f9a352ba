package org.dcrbs.peer.transfer.stream;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcrbs.peer.transfer.Inbox;
import org.dcrbs.peer.transfer.pieces.ReadAlong;

/** What there is to read: files in the inbox, and those that arrive. */
public final class Shelf {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path inbox;
    private final Path arriving;

    public Shelf(Path inbox, Path arriving) {
        this.inbox = inbox;
        this.arriving = arriving;
    }

    /** A file open to be read. */
    interface Opened extends Closeable {
        String name();

        long bytes();

        /** The same for the same contents only. */
        String tag();

        /** At least one byte from the offset, which is within the file; waits for what is still to come. */
        void read(ByteBuffer into, long offset) throws IOException, InterruptedException;
    }

    /** Names, each with a word on how much is there. */
    public Map<String, String> names() throws IOException {
        Map<String, String> names = new TreeMap<>();
        for (Path folder : entries(arriving)) {
            Optional<ReadAlong> reading = ReadAlong.in(folder, PATIENCE);
            if (reading.isPresent()) {
                try (ReadAlong open = reading.get()) {
                    names.put(Inbox.harmless(open.name()), open.percent() + "% of " + open.bytes() + " bytes");
                }
            }
        }
        for (Path file : entries(inbox)) {
            if (isArrived(file)) {
                names.put(file.getFileName().toString(), Files.size(file) + " bytes");
            }
        }
        return names;
    }

    /** Whether there is a file of that name or, while it arrives, of that SHA-256. */
    public boolean has(String name) throws IOException {
        Optional<Opened> found = open(name);
        if (found.isPresent()) {
            found.get().close();
        }
        return found.isPresent();
    }

    /** The file of that name or, while it arrives, of that SHA-256. */
    Optional<Opened> open(String name) throws IOException {
        for (Path file : entries(inbox)) {
            if (isArrived(file) && file.getFileName().toString().equals(name) && Files.size(file) > 0) {
                return Optional.of(new Arrived(file));
            }
        }
        for (Path folder : entries(arriving)) {
            Optional<ReadAlong> reading = ReadAlong.in(folder, PATIENCE);
            if (reading.isPresent()) {
                String sha256 = folder.getFileName().toString();
                if (sha256.equals(name) || Inbox.harmless(reading.get().name()).equals(name)) {
                    return Optional.of(new Arriving(reading.get(), sha256));
                }
                reading.get().close();
            }
        }
        return Optional.empty();
    }

    private static boolean isArrived(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && !file.getFileName().toString().startsWith(".");
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                all.forEach(entries::add);
            }
        }
        return entries;
    }

    private record Arriving(ReadAlong reading, String tag) implements Opened {
        @Override
        public String name() {
            return reading.name();
        }

        @Override
        public long bytes() {
            return reading.bytes();
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException, InterruptedException {
            reading.read(into, offset);
        }

        @Override
        public void close() throws IOException {
            reading.close();
        }
    }

    private static final class Arrived implements Opened {
        private final Path file;
        private final FileChannel contents;
        private final long bytes;
        private final String tag;

        Arrived(Path file) throws IOException {
            this.file = file;
            contents = FileChannel.open(file, StandardOpenOption.READ);
            bytes = contents.size();
            tag = bytes + "-" + Files.getLastModifiedTime(file).toMillis();
        }

        @Override
        public String name() {
            return file.getFileName().toString();
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public String tag() {
            return tag;
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            if (contents.read(into, offset) < 1) {
                throw new IOException(file + " has become shorter");
            }
        }

        @Override
        public void close() throws IOException {
            contents.close();
        }
    }
}
