/** Search that ends with certainty, for markets small enough. Internal to the solver. */
@NullMarked
package org.dcrbs.solver.exact;

import org.jspecify.annotations.NullMarked;
