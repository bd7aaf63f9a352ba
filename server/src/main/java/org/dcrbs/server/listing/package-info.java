/** Parties, offers and demands: their JSON form, the market file, and their store. */
@NullMarked
package org.dcrbs.server.listing;

import org.jspecify.annotations.NullMarked;
