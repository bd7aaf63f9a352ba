package org.dcrbs.peer.door;

import java.io.IOException;

/** The connection broke, or there is none; asking again on another one does no harm. */
public final class LineLostException extends IOException {
    public LineLostException(String why) {
        super(why);
    }
}
