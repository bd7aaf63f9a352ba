/**
 * What a node keeps of its direct trade: whom it knows, its contracts and receipts, and the balances that follow from them.
 * One file a contract, written whole and durable; a balance is always the sum of the receipts that both sides signed.
 */
@NullMarked
package org.dcrbs.peer.direct.book;

import org.jspecify.annotations.NullMarked;
