/** What the nouns refuse, and how credits move. */
@NullMarked
package org.dcrbs.market;

import org.jspecify.annotations.NullMarked;
