package org.dcrbs.peer.execute;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.dcrbs.peer.proxy.SiteLine;
import org.dcrbs.peer.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/** A node's surroundings: a folder of blobs, settings, and a switch to cancel. */
public class TestContext implements WorkContext {
    private final Path home;
    private final Map<String, String> settings = new ConcurrentHashMap<>();
    private final CountDownLatch lookedAt = new CountDownLatch(3);
    private volatile boolean cancelled;
    private volatile boolean used = true;

    private volatile @Nullable LeaseService served;

    public TestContext(Path home) {
        this.home = home;
    }

    public TestContext with(String key, Object value) {
        settings.put(key, value.toString());
        return this;
    }

    public ByteString store(byte[] blob) throws IOException {
        byte[] hash = Sha256.of(blob);
        Path file = place(ByteString.copyFrom(hash));
        Files.createDirectories(file.getParent());
        Files.write(file, blob);
        return ByteString.copyFrom(hash);
    }

    public void cancel() {
        cancelled = true;
    }

    /** Returns once an executor has looked several times whether it is cancelled: it is in the middle of its work. */
    public void awaitWork() throws InterruptedException {
        lookedAt.await();
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public Path blob(ByteString sha256) throws IOException {
        Path file = place(sha256);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    @Override
    public ByteString publish(Path file) throws IOException {
        return store(Files.readAllBytes(file));
    }

    @Override
    public Closeable serve(LeaseService now) {
        served = now;
        return () -> served = null;
    }

    /** What the lessee can call for just now. */
    public Optional<LeaseService> served() {
        return Optional.ofNullable(served);
    }

    /** The lessee has not told the coordinator yet that it uses what is kept for it. */
    public void unused() {
        used = false;
    }

    @Override
    public boolean lesseeUses() {
        return used;
    }

    @Override
    public SiteCalls calls(LeasedLine line, int parts) {
        return SiteLine.open(line, parts, new Traffic());
    }

    @Override
    public Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public boolean cancelled() {
        lookedAt.countDown();
        return cancelled;
    }

    private Path place(ByteString sha256) {
        return home.resolve("blobs").resolve(HexFormat.of().formatHex(sha256.toByteArray()));
    }
}
