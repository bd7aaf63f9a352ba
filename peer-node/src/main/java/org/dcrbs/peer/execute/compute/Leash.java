package org.dcrbs.peer.execute.compute;

/** What the node says to a unit while it runs. */
interface Leash {
    /** Of a unit of the node's own. */
    Leash FREE = new Leash() {
        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public Pace pace() {
            return Pace.RUN;
        }
    };

    boolean cancelled();

    Pace pace();
}
