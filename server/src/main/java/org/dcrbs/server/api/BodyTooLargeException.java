package org.dcrbs.server.api;

import java.io.IOException;

/** A request's body is longer than the server reads. */
public class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    public BodyTooLargeException(long mostBytes) {
        super("the request is larger than " + mostBytes + " bytes");
    }
}
