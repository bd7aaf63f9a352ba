package org.dcrbs.peer.execute.access.web;

/** The site's owner does not want it, or can't be asked. */
final class NotAllowedException extends Exception {
    private static final long serialVersionUID = 1L;

    NotAllowedException(String words) {
        super(words);
    }
}
