package org.dcrbs.peer.execute.compute;

/** Halts a process where it is, and lets it go on. */
interface Brake {
    /** Tells whether it is halted now; if not, only ending it makes it give way. */
    boolean halt(long pid) throws InterruptedException;

    /** Lets it go on; harmless if it is not halted. */
    boolean release(long pid) throws InterruptedException;
}
