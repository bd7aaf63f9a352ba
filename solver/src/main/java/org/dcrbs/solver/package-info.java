/**
 * The neutral pairing problem and its solver: what to pair so that the most surplus is made, and a proof of how much
 * more could be. Knows parties, offers, bundles and candidates, no category of goods. Depends on nothing else of this
 * project; the engines behind it never show in these signatures.
 */
@NullMarked
package org.dcrbs.solver;

import org.jspecify.annotations.NullMarked;
