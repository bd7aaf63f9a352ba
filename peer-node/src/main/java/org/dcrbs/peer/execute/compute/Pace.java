package org.dcrbs.peer.execute.compute;

/** What a unit that has begun may do just now. */
enum Pace {
    RUN,
    /** Stand still and keep what it has. */
    HALT,
    /** End, and begin again another time. */
    GIVE_UP
}
