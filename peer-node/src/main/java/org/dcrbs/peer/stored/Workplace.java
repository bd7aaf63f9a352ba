package org.dcrbs.peer.stored;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder for what one command has under way; others of the same home have theirs beside it. Gone when it is closed; what
 * a crash left is cleared away by the next.
 */
final class Workplace implements AutoCloseable {
    private static final String MARK = ".lock";

    private final Path folder;
    private final Path mark;
    private final FileChannel channel;

    private Workplace(Path folder, Path mark, FileChannel channel) {
        this.folder = folder;
        this.mark = mark;
        this.channel = channel;
    }

    /** @param parent of all of them */
    static Workplace open(Path parent) throws IOException {
        Files.createDirectories(parent);
        clear(parent);
        while (true) {
            Path folder = parent.resolve(UUID.randomUUID().toString());
            Optional<Workplace> taken = take(folder);
            // Else another command is just clearing away what it took for a crash's.
            if (taken.isPresent()) {
                Files.createDirectories(folder);
                return taken.get();
            }
        }
    }

    /** Empty if a living command holds it. */
    private static Optional<Workplace> take(Path folder) throws IOException {
        Path mark = folder.resolveSibling(folder.getFileName() + MARK);
        FileChannel channel = FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new Workplace(folder, mark, channel));
            }
        } catch (OverlappingFileLockException e) {
            // Held by another command in this process.
        }
        channel.close();
        return Optional.empty();
    }

    private static void clear(Path parent) throws IOException {
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(parent, "*" + MARK)) {
            for (Path mark : marks) {
                String name = mark.getFileName().toString();
                Optional<Workplace> left = take(parent.resolve(name.substring(0, name.length() - MARK.length())));
                if (left.isPresent()) {
                    left.get().close();
                }
            }
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            delete(folder);
            Files.deleteIfExists(mark);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    delete(file);
                }
            }
        }
        Files.deleteIfExists(folder);
    }
}
