/** Reads and writes problems, answers and prices as files. */
@NullMarked
package org.dcrbs.solver.format;

import org.jspecify.annotations.NullMarked;
