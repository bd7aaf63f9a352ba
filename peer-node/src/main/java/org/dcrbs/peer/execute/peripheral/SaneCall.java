package org.dcrbs.peer.execute.peripheral;

import au.com.southsky.jfreesane.SaneDevice;
import au.com.southsky.jfreesane.SaneException;
import au.com.southsky.jfreesane.SaneSession;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call to a SANE daemon, in a thread of its own: JFreeSane heeds no interrupt. Closing the call hangs up; the thread
 * ends with that, or when the daemon has been silent for a while.
 */
final class SaneCall implements Closeable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** A lamp may have to warm up first. */
    static final Duration SILENCE = Duration.ofSeconds(90);

    private final SaneScanner scanner;
    private volatile @Nullable SaneSession session;
    private volatile boolean closed;

    SaneCall(SaneScanner scanner) {
        this.scanner = scanner;
    }

    /** What is done with the opened device. */
    interface Task {
        void run(OpenScanner device) throws IOException, SaneException;
    }

    FutureTask<Void> start(Task task) {
        FutureTask<Void> result = new FutureTask<>(() -> {
            run(task);
            return null;
        });
        Thread thread = new Thread(result, "scan");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private void run(Task task) throws DeviceException {
        try (SaneSession opened = SaneSession.withRemoteSane(
                new InetSocketAddress(scanner.address().getHost(), scanner.port()),
                CONNECT.toMillis(),
                TimeUnit.MILLISECONDS,
                SILENCE.toMillis(),
                TimeUnit.MILLISECONDS)) {
            session = opened;
            try (SaneDevice device = opened.getDevice(scanner.device())) {
                device.open();
                task.run(new OpenScanner(device, scanner, () -> closed));
            }
        } catch (SaneException e) {
            throw new DeviceException(scanner.address() + " says " + words(e), e);
        } catch (DeviceException e) {
            throw e;
        } catch (IOException e) {
            throw new DeviceException(scanner.address() + " can't be reached: " + DeviceException.words(e), e);
        } catch (RuntimeException | OutOfMemoryError e) {
            // JFreeSane makes room for as much as the other side announces.
            throw new DeviceException(
                    scanner.address() + " gave an answer that can't be understood: " + DeviceException.words(e), e);
        }
    }

    /** STATUS_NO_DOCS: no docs. */
    private static String words(SaneException e) {
        return DeviceException.words(e).replace("STATUS_", "").replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        closed = true;
        SaneSession now = session;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                // It is closed already, which is what is wanted.
            }
        }
    }
}
