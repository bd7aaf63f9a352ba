/**
 * The documents of trade without a coordinator: what is asked for, the contract, the receipts, the statement of the books.
 * Each has one canonical form in JSON, which is what is signed. Knows the market's nouns and the JSON of the protocol; no
 * files, no network, no clock.
 */
@NullMarked
package org.dcrbs.peer.direct.document;

import org.jspecify.annotations.NullMarked;
