/**
 * Negotiations that wait for people: the packages they hold up, their deadlines, the inbox. How a negotiation goes is the
 * market's to say ({@code org.dcrbs.market.negotiation}); which pairings are negotiated by people is the round's.
 */
@NullMarked
package org.dcrbs.server.negotiation;

import org.jspecify.annotations.NullMarked;
