/**
 * Trades that members made without the coordinator, and told it afterwards. A record for the operator: it moves no credits, and no
 * other feature reads it.
 */
@NullMarked
package org.dcrbs.server.direct;

import org.jspecify.annotations.NullMarked;
