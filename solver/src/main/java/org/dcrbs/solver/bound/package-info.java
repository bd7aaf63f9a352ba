/**
 * Upper bounds from prices. Any prices on capacity and nets prove a bound: let everyone choose as they like at those
 * prices, and add what the scarce things cost. The search for good prices is in floating point; the bound that is
 * claimed is summed in whole numbers, rounded against ourselves. Internal to the solver.
 */
@NullMarked
package org.dcrbs.solver.bound;

import org.jspecify.annotations.NullMarked;
