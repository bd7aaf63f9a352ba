/** What a solver is measured on and held against: made-up and published problems, other ways to solve them, reports. */
@NullMarked
package org.dcrbs.solver.bench;

import org.jspecify.annotations.NullMarked;
