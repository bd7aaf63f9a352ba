/**
 * The account of a round: who got what from whom at what worth, what stayed out and why, and how the accounts stand. As
 * data first, then as text, as a page and as JSON. Reads what the features keep and changes nothing.
 */
@NullMarked
package org.dcrbs.server.report;

import org.jspecify.annotations.NullMarked;
