/**
 * The nouns of the trade: what is listed, what it is worth, who agreed to what and what was posted.
 *
 * <p>Plain records that check themselves, so that nonsense can't be built. JDK and JSpecify only; no input or output, no
 * clock, no chance.
 */
@NullMarked
package org.dcrbs.market;

import org.jspecify.annotations.NullMarked;
