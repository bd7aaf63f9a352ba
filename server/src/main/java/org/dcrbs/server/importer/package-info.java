/**
 * Turns machine inventories and job lists of any CSV shape into parties, offers and demands, as a mapping file says.
 * Uses the market's records and {@code listing}'s JSON and file form; knows no store and no Spring.
 */
@NullMarked
package org.dcrbs.server.importer;

import org.jspecify.annotations.NullMarked;
