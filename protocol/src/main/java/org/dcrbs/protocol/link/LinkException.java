package org.dcrbs.protocol.link;

/** A connection that could not be opened, and why, in words for a person. */
public final class LinkException extends Exception {
    private final transient Closing closing;

    LinkException(Closing closing) {
        super(closing.text());
        this.closing = closing;
    }

    public Closing closing() {
        return closing;
    }
}
