package org.dcrbs.peer.execute.compute.child;

/** A module that is no work unit, or one that the rules do not let run. */
final class NotAdmittedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    NotAdmittedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
