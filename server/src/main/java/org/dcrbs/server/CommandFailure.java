package org.dcrbs.server;

/** A command can't do what it was asked to; the message tells the user why, in one sentence. */
public class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
