package org.dcrbs.peer.job;

/** A job that makes no sense, or an answer that does not fit it; in words for its owner. */
public final class JobException extends Exception {
    private static final long serialVersionUID = 1L;

    public JobException(String what) {
        super(what);
    }

    JobException(String what, Throwable cause) {
        super(what, cause);
    }
}
