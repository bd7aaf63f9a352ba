package org.dcrbs.server.acceptance;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A way to a port of this computer: open at first, then narrow, so that only so many bytes more come back. */
final class Tollgate implements Closeable {
    private static final int OPEN = Integer.MAX_VALUE / 2;
    private static final int BUFFER = 16 * 1024;
    private static final long PATIENCE_SECONDS = 120;

    private final ServerSocket here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int to;
    /** How many bytes more may come back. */
    private final Semaphore allowed = new Semaphore(OPEN);

    private final CountDownLatch spent = new CountDownLatch(1);
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    Tollgate(int to) throws IOException {
        this.to = to;
        start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + here.getLocalPort();
    }

    void narrow(int bytes) {
        allowed.drainPermits();
        allowed.release(bytes);
    }

    /** Waits until all has passed that may. */
    void awaitSpent() throws InterruptedException {
        if (!spent.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(
                    "of what may pass to " + to + ", " + allowed.availablePermits() + " bytes are left");
        }
    }

    void open() {
        allowed.release(OPEN);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = here.accept();
                sockets.add(near);
                Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.add(far);
                start(() -> pass(near, far, false));
                start(() -> pass(far, near, true));
            }
        } catch (IOException e) {
            // Closed, or nobody there any more.
        }
    }

    private void pass(Socket from, Socket into, boolean back) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                into;
                InputStream in = from.getInputStream();
                OutputStream out = into.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (back && !allowed.tryAcquire(read)) {
                    spent.countDown();
                    allowed.acquire(read);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One end hung up, and so does the other now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tollgate");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends all connections, and takes no more. */
    void cut() throws IOException {
        here.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
