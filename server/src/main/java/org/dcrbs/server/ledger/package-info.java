/** Transfers, and the balances that they add up to. */
@NullMarked
package org.dcrbs.server.ledger;

import org.jspecify.annotations.NullMarked;
