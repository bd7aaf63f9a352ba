package org.dcrbs.peer.enrol;

import org.dcrbs.protocol.link.Closing;

/** An enrolment that did not come about, and why, in words for the owner. */
public final class EnrolmentException extends Exception {
    private final boolean worthRepeating;

    EnrolmentException(String why) {
        super(why);
        this.worthRepeating = false;
    }

    EnrolmentException(Closing how) {
        super(how.text());
        this.worthRepeating = switch (how.kind()) {
            case UNREACHABLE, BY_OTHER, TIMED_OUT, TOO_SLOW -> true;
            case BY_US, NOT_TRUSTED_BY_US, NOT_TRUSTED_BY_OTHER, NOT_UNDERSTOOD, NOT_ENROLLED -> false;
        };
    }

    /** Whether the coordinator may just not be there yet. */
    public boolean worthRepeating() {
        return worthRepeating;
    }
}
