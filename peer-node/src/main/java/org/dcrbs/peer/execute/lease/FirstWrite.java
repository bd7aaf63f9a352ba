package org.dcrbs.peer.execute.lease;

import java.io.IOException;
import org.dcrbs.peer.execute.WorkContext;

/**
 * A lessee's first writing call takes the place of what the lease was filled with, and with it of the proof that it is kept.
 * So it is taken only when the coordinator has been told, lest a lessee that keeps silent have its giver look like one that
 * lost what it kept.
 */
public final class FirstWrite {
    private FirstWrite() {}

    /** @throws IllegalArgumentException in words for the lessee, if it may not write yet */
    public static void check(WorkContext context) throws IOException {
        try {
            if (!context.lesseeUses()) {
                throw new IllegalArgumentException(
                        "the coordinator does not know that you use this lease; tell it before you write");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "this node can't ask the coordinator just now whether you use this lease; try again later", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the node stops", e);
        }
    }
}
