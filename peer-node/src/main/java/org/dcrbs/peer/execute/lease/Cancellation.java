package org.dcrbs.peer.execute.lease;

import java.util.concurrent.CancellationException;
import org.dcrbs.peer.execute.WorkContext;

/** Looked at between pieces of long work. */
public final class Cancellation {
    private Cancellation() {}

    public static void check(WorkContext context) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the node stops");
        }
        if (context.cancelled()) {
            throw new CancellationException("cancelled");
        }
    }
}
