package org.dcrbs.protocol.link;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dcrbs.protocol.v1.Envelope;

/** A listener that remembers what it was told, for tests to wait on. */
final class Recorder implements LinkListener {
    final BlockingQueue<LinkSession> connected = new LinkedBlockingQueue<>();
    final BlockingQueue<Envelope> messages = new LinkedBlockingQueue<>();
    final BlockingQueue<Closing> closings = new LinkedBlockingQueue<>();

    @Override
    public void connected(LinkSession session) {
        connected.add(session);
    }

    @Override
    public void message(LinkSession session, Envelope message) {
        messages.add(message);
    }

    @Override
    public void closed(LinkSession session, Closing how) {
        closings.add(how);
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T first = queue.poll(20, TimeUnit.SECONDS);
        if (first == null) {
            throw new AssertionError("nothing came within 20 s");
        }
        return first;
    }
}
