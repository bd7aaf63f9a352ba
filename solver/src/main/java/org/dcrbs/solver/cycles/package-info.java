/**
 * Swap markets with a cap on cycles: the cycles and chains that the cap allows are listed, and the best that share no
 * party are chosen, which is a pairing problem without money. Internal to the solver.
 */
@NullMarked
package org.dcrbs.solver.cycles;

import org.jspecify.annotations.NullMarked;
