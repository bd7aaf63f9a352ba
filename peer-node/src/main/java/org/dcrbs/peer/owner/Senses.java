package org.dcrbs.peer.owner;

/** Looks at the computer; each reading is about the time since the one before. */
public interface Senses {
    Reading read();
}
