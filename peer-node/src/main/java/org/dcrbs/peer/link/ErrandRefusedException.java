package org.dcrbs.peer.link;

import java.io.IOException;

/** The coordinator refuses what it was asked, in its own words; the connection is as good as before. */
public final class ErrandRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    ErrandRefusedException(String words) {
        super("the coordinator says: " + words);
    }
}
