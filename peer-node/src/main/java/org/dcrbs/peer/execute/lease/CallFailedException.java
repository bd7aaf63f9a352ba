package org.dcrbs.peer.execute.lease;

/** A request came to no answer. */
public final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What stood in its way. */
    public enum Kind {
        /** The owner's rules. */
        DENIED,
        UNKNOWN_HOST,
        UNREACHABLE,
        TLS,
        TIMEOUT,
        /** The site hung up, or spoke no HTTP. */
        BROKEN,
        /** The line's quota is used up, or its time over. */
        LINE_OVER
    }

    private final Kind kind;

    public CallFailedException(Kind kind, String words) {
        super(words);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
