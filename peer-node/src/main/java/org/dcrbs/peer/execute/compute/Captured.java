package org.dcrbs.peer.execute.compute;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a process writes, as far as it is kept. All of it is read, so that the process never waits. */
final class Captured {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CountDownLatch over = new CountDownLatch(1);
    private final int most;
    private final boolean beginning;
    private volatile boolean overflown;

    private Captured(InputStream source, int most, boolean beginning) {
        this.most = most;
        this.beginning = beginning;
        Thread reader = new Thread(() -> read(source), "unit-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** The first bytes. */
    static Captured begin(InputStream source, int most) {
        return new Captured(source, most, true);
    }

    /** The last bytes, and up to as many before. */
    static Captured end(InputStream source, int most) {
        return new Captured(source, most, false);
    }

    private void read(InputStream source) {
        byte[] buffer = new byte[8192];
        try (source) {
            for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
                keep(buffer, n);
            }
        } catch (IOException ignored) {
            // Its process was killed: what came before is all.
        } finally {
            over.countDown();
        }
    }

    private synchronized void keep(byte[] bytes, int length) {
        if (beginning) {
            int room = most - kept.size();
            overflown |= length > room;
            kept.write(bytes, 0, Math.min(room, length));
            return;
        }
        kept.write(bytes, 0, length);
        if (kept.size() > 2 * most) {
            byte[] all = kept.toByteArray();
            kept.reset();
            kept.write(all, all.length - most, most);
        }
    }

    /** Whether there was more than is kept of the beginning. */
    boolean overflown() {
        return overflown;
    }

    /** All that is kept, once the other end is closed or patience is at its end. */
    byte[] whole(long patienceMillis) throws InterruptedException {
        over.await(patienceMillis, TimeUnit.MILLISECONDS);
        synchronized (this) {
            return kept.toByteArray();
        }
    }
}
