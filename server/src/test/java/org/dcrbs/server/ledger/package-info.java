/** Transfers and balances, also when the store fails. */
@NullMarked
package org.dcrbs.server.ledger;

import org.jspecify.annotations.NullMarked;
