package org.dcrbs.server.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dcrbs.server.CommandFailure;

/**
 * The demo's folder: one demo at a time, and empty at its start. Only a folder that a demo has made is ever emptied; its
 * lock file tells.
 */
final class DemoFolder implements AutoCloseable {
    private static final String LOCK = "demo.lock";

    private final Path root;
    private final FileChannel lock;

    private DemoFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static DemoFolder open(Path root, Path samples) throws IOException {
        if (Files.isDirectory(root)
                && !Files.exists(root.resolve(LOCK))
                && !list(root).isEmpty()) {
            throw new CommandFailure(root + " holds other things; choose another folder with --data");
        }
        FileChannel lock;
        try {
            Files.createDirectories(root);
            lock = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new CommandFailure("can't write to " + root + "; choose another folder with --data", e);
        }
        if (!isFree(lock)) {
            lock.close();
            throw new CommandFailure("another demo is running in " + root + "; end it or choose another --data");
        }
        DemoFolder folder = new DemoFolder(root, lock);
        NodeProcesses.endThoseIn(root);
        folder.empty();
        // A copy, since nodes write beside their share files.
        copy(samples, folder.samples());
        return folder;
    }

    /** Takes the lock; that ends with the channel, or with the process. */
    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void empty() throws IOException {
        for (Path entry : list(root)) {
            if (!entry.getFileName().toString().equals(LOCK)) {
                try (Stream<Path> all = Files.walk(entry)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String part : List.of("peers", "files")) {
            try (Stream<Path> all = Files.walk(from.resolve(part))) {
                for (Path path : all.toList()) {
                    Path copy = to.resolve(from.relativize(path).toString());
                    if (Files.isDirectory(path)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(path, copy);
                    }
                }
            }
        }
    }

    Path coordinator() {
        return root.resolve("coordinator");
    }

    Path samples() {
        return root.resolve("samples");
    }

    Path share(String party) {
        return samples().resolve("peers").resolve(party + ".json");
    }

    Path node(String party) {
        return root.resolve("nodes").resolve(party);
    }

    Path nodeLog(String party) {
        return root.resolve("nodes").resolve(party + ".log");
    }

    Path report(String kind) {
        return root.resolve("round." + kind);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
