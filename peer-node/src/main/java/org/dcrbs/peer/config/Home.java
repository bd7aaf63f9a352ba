package org.dcrbs.peer.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The node's folder, and what lies where in it. */
public record Home(Path root) {
    /** Where it is unless the owner says otherwise, as picocli reads it. */
    public static final String USUAL = "${sys:user.home}/.dcrbs-peer";

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** The node's key and certificates. */
    public Path identity() {
        return root.resolve("identity");
    }

    /** Work orders taken, results not yet acknowledged, results kept to answer repeats. */
    public Path work() {
        return root.resolve("work");
    }

    /** Blobs by their SHA-256. */
    public Path cache() {
        return root.resolve("cache");
    }

    /** Files on their way from other nodes, a folder each. */
    public Path arriving() {
        return root.resolve("arriving");
    }

    /** Files received under contracts. */
    public Path inbox() {
        return root.resolve("inbox");
    }

    /** What the owner shares, unless the command line names another file. */
    public Path shareFile() {
        return root.resolve("share.json");
    }

    /** What the coordinator had to say about contracts, a line each. */
    public Path notices() {
        return root.resolve("notices.log");
    }

    /** Remembers the coordinator, so that it need be named only once. */
    public Path properties() {
        return root.resolve("peer.properties");
    }

    /** The benchmark report that is declared. */
    public Path benchmarks() {
        return root.resolve("benchmarks.bin");
    }

    /** The jobs that the member has submitted. */
    public Path jobs() {
        return root.resolve("jobs");
    }

    /** There while the owner has the node pause. */
    public Path pause() {
        return root.resolve("pause");
    }

    /** What the running node says of itself. */
    public Path standing() {
        return root.resolve("standing.properties");
    }

    /** What was measured last, beside what is declared. */
    public Path measured() {
        return root.resolve("measured.bin");
    }

    /** Whether a node of another process is running in it. */
    public boolean inUse() throws IOException {
        try {
            lock().close();
            return false;
        } catch (ConfigException e) {
            return true;
        }
    }

    /** Makes the folder if need be and keeps other nodes out of it until closed. */
    public Lock lock() throws IOException, ConfigException {
        Files.createDirectories(root);
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by another node of this process; told below.
        }
        if (lock == null) {
            channel.close();
            throw new ConfigException("another node is running in " + root);
        }
        return new Lock(channel);
    }

    /** Holds the home; other nodes may have it once this is closed or the process has ended. */
    public static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
