/**
 * The search for a good choice: the state it changes, the ways to place a bundle, and the rounds that OptaPlanner
 * carries. Internal to the solver.
 */
@NullMarked
package org.dcrbs.solver.search;

import org.jspecify.annotations.NullMarked;
