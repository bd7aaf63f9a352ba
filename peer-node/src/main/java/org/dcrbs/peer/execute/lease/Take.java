package org.dcrbs.peer.execute.lease;

import java.io.IOException;
import org.dcrbs.peer.execute.WorkContext;

/** Takes possession of what a lease reserved. */
@FunctionalInterface
public interface Take {
    /** What came of it. */
    sealed interface Outcome permits Held, NotHad {}

    record Held(Holding holding) implements Outcome {}

    /** The share would allow it, the machine does not. */
    record NotHad(String reason) implements Outcome {}

    /** Leaves nothing behind if it throws for any other reason than an interrupt. */
    Outcome take(WorkContext context) throws IOException, InterruptedException;
}
