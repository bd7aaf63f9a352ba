/** What ends with certainty: search for markets small enough, and assignments of any size. Internal to the solver. */
@NullMarked
package org.dcrbs.solver.exact;

import org.jspecify.annotations.NullMarked;
