package org.dcrbs.server.api;

/** What was asked for isn't there. The message says what that was. */
public class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotFoundException(String message) {
        super(message);
    }
}
