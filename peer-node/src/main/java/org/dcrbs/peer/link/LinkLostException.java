package org.dcrbs.peer.link;

import java.io.IOException;

/** The connection ended before the answer came; the same may be asked again on the next one. */
public final class LinkLostException extends IOException {
    LinkLostException() {
        super("the connection to the coordinator ended");
    }
}
