package org.dcrbs.peer.execute.compute;

/** What the node says to a unit while it runs. */
interface Leash {
    boolean cancelled();

    Pace pace();
}
