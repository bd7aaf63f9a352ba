/**
 * Problems taken apart into problems, so that several cores or machines can solve them, and how the answers go together
 * again. Internal to the solver but for what {@link org.dcrbs.solver.PairingSolver} takes and gives.
 */
@NullMarked
package org.dcrbs.solver.parts;

import org.jspecify.annotations.NullMarked;
