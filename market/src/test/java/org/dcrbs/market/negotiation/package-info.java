/** Negotiation: the state machine by its rules, the tactics by their properties. */
@NullMarked
package org.dcrbs.market.negotiation;

import org.jspecify.annotations.NullMarked;
