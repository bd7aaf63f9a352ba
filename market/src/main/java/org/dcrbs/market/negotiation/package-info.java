/**
 * Negotiation of the worth of one pairing by alternating offers: the protocol as a state machine, and the tactics of those
 * who play it. Pure: time comes in as an argument, nothing is written anywhere. Imports the market's nouns alone, so that
 * the coordinator and two peers among themselves play by the same rules.
 */
@NullMarked
package org.dcrbs.market.negotiation;

import org.jspecify.annotations.NullMarked;
