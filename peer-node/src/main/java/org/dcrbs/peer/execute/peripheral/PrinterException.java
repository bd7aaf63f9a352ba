package org.dcrbs.peer.execute.peripheral;

import org.jspecify.annotations.Nullable;

/** A printer gave no answer, or one that says no. */
final class PrinterException extends DeviceException {
    private static final long serialVersionUID = 1L;

    private final boolean silent;
    private final boolean done;

    private PrinterException(String message, @Nullable Throwable cause, boolean silent, boolean done) {
        super(message, cause);
        this.silent = silent;
        this.done = done;
    }

    /** The question did not reach it. */
    static PrinterException unreached(String message, Throwable cause) {
        return new PrinterException(message, cause, true, false);
    }

    /** The question may have reached it, but no answer came back that can be understood. */
    static PrinterException unanswered(String message, @Nullable Throwable cause) {
        return new PrinterException(message, cause, true, true);
    }

    /** It says no. */
    static PrinterException refused(String message) {
        return new PrinterException(message, null, false, false);
    }

    /** Whether asking again may help. */
    boolean silent() {
        return silent;
    }

    /** Whether it may have done what it was asked for all the same. */
    boolean maybeDone() {
        return done;
    }
}
