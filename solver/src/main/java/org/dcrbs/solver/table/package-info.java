/**
 * A pairing problem as arrays, for the inner loops of bound and search. Columns are shared and never written once they
 * are made. Internal to the solver.
 */
@NullMarked
package org.dcrbs.solver.table;

import org.jspecify.annotations.NullMarked;
