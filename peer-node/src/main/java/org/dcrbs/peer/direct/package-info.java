/**
 * Trade without a coordinator: two peers that know each other's address and key negotiate, sign, deliver, exchange receipts
 * and keep books that agree. docs/direct-trade.md tells the story. This package puts the parts together.
 */
@NullMarked
package org.dcrbs.peer.direct;

import org.jspecify.annotations.NullMarked;
