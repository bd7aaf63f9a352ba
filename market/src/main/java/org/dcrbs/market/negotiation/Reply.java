package org.dcrbs.market.negotiation;

/** What became of a move. */
public sealed interface Reply {
    /** It was made; this is how things stand after it. */
    record Moved(Negotiation now) implements Reply {}

    /** It may not be made, and nothing has changed. */
    record Refused(String reason) implements Reply {}
}
