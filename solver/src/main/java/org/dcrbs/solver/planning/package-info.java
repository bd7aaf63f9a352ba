/**
 * The pairing problem as OptaPlanner sees it: an entity is a bundle, its variable the package that serves it.
 * {@link org.dcrbs.solver.planning.PairingRules} states the rules one by one;
 * {@link org.dcrbs.solver.planning.PlanScore} keeps the same score up to date fast enough for large markets. OptaPlanner's
 * types stay in here.
 */
@NullMarked
package org.dcrbs.solver.planning;

import org.jspecify.annotations.NullMarked;
