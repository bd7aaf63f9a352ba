package org.dcrbs.peer.transfer.pieces;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** Stands in for a network: passes connections on to a port of this computer, all of them together at a given rate. */
final class SlowLine implements Closeable {
    private static final int BUFFER = 64 * 1024;
    private static final long CATCH_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ServerSocket here;
    private final int to;
    private final double nanosAByte;
    /** When the line is free again. */
    private long free = System.nanoTime();

    SlowLine(int to, long megaBitsPerSecond) throws IOException {
        this.to = to;
        this.nanosAByte = 8000.0 / megaBitsPerSecond;
        here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return here.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = here.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
                start(() -> pass(near, far));
                start(() -> pass(far, near));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                TimeUnit.NANOSECONDS.sleep(take(read) - System.nanoTime());
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One end hung up, and so does the other now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until when these bytes keep the line. Who slept too long may catch up a little. */
    private synchronized long take(int bytes) {
        free = Math.max(free, System.nanoTime() - CATCH_UP_NANOS) + (long) (bytes * nanosAByte);
        return free;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        here.close();
    }
}
