/**
 * What each pairing of an answer could be paid, after it has been chosen: at one price for the same good where the dual
 * prices tell one, or split, never beyond what a side accepts or what bounds on nets allow. Knows problems and answers
 * only, nothing of how they were found.
 */
@NullMarked
package org.dcrbs.solver.pricing;

import org.jspecify.annotations.NullMarked;
