/** Says why a bundle stayed out, in words that are true of the answer at hand. Internal to the solver. */
@NullMarked
package org.dcrbs.solver.reason;

import org.jspecify.annotations.NullMarked;
