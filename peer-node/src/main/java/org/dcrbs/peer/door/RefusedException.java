package org.dcrbs.peer.door;

import org.dcrbs.protocol.link.ErrorCode;

/** The other side says no; asking the same again is useless. */
public final class RefusedException extends Exception {
    private final ErrorCode code;

    public RefusedException(ErrorCode code, String why) {
        super(why);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
