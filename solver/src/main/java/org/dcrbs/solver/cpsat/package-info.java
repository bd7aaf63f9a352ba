/** Exact answers by OR-Tools' CP-SAT: whole problems of moderate size, and neighbourhoods. Internal to the solver. */
@NullMarked
package org.dcrbs.solver.cpsat;

import org.jspecify.annotations.NullMarked;
