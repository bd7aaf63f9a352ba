/** Markets to measure a solver on. */
@NullMarked
package org.dcrbs.solver.bench;

import org.jspecify.annotations.NullMarked;
