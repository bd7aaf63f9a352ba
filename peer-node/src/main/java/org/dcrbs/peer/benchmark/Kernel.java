package org.dcrbs.peer.benchmark;

/** A piece of work of known amount, that the clock can be held beside. */
interface Kernel {
    /** How much one run does, in units of millions (MIPS, MFLOPS) a second would be the rate's. */
    double work();

    /** Does it. The result depends on all of the work, so that no compiler can leave any out. */
    double run();
}
