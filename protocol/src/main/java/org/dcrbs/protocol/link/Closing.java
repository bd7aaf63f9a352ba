package org.dcrbs.protocol.link;

/** How a session, or the attempt to open one, ended. */
public record Closing(Kind kind, String text) {
    /** What a caller may want to act on. */
    public enum Kind {
        /** This end asked for it. */
        BY_US,
        /** The other end hung up. */
        BY_OTHER,
        /** Nobody listens there, or the connection broke. */
        UNREACHABLE,
        /** This end does not trust the other. */
        NOT_TRUSTED_BY_US,
        /** The other end does not trust this one. */
        NOT_TRUSTED_BY_OTHER,
        /** Silence, or a handshake that took too long. */
        TIMED_OUT,
        /** The other end took its messages too slowly. */
        TOO_SLOW,
        /** What came was not the protocol. */
        NOT_UNDERSTOOD,
        /** The client did what it may not without a certificate. */
        NOT_ENROLLED
    }
}
