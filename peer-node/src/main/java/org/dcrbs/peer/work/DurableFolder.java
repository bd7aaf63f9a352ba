package org.dcrbs.peer.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Small records by name, one file each. What was put is there after a crash, whole; what was not is not. */
public final class DurableFolder {
    private static final String DRAFT = ".draft";

    private final Path folder;

    private DurableFolder(Path folder) {
        this.folder = folder;
    }

    public static DurableFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path draft : files.filter(DurableFolder::isDraft).toList()) {
                Files.delete(draft);
            }
        }
        return new DurableFolder(folder);
    }

    /** A folder that another process may own: nothing is cleared away. */
    public static DurableFolder reading(Path folder) {
        return new DurableFolder(folder);
    }

    public void put(String name, byte[] record) throws IOException {
        Path draft = folder.resolve(name + DRAFT);
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(record);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force();
    }

    Optional<byte[]> get(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** Not made durable: what reappears after a crash is removed again. */
    void remove(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    /** Not made durable: after a crash the record may be where it was. */
    void moveTo(DurableFolder other, String name) throws IOException {
        Files.move(folder.resolve(name), other.folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The names, oldest record first. */
    public List<String> names() throws IOException {
        record Dated(String name, long millis) {}
        List<Dated> dated = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> !isDraft(f)).toList()) {
                dated.add(new Dated(
                        file.getFileName().toString(),
                        Files.getLastModifiedTime(file).toMillis()));
            }
        }
        dated.sort(Comparator.comparingLong(Dated::millis).thenComparing(Dated::name));
        return dated.stream().map(Dated::name).toList();
    }

    private static boolean isDraft(Path file) {
        return file.getFileName().toString().endsWith(DRAFT);
    }

    private void force() throws IOException {
        if (java.io.File.separatorChar == '\\') {
            // Windows makes renames durable by itself, and does not open folders.
            return;
        }
        try (FileChannel self = FileChannel.open(folder, StandardOpenOption.READ)) {
            self.force(true);
        }
    }
}
