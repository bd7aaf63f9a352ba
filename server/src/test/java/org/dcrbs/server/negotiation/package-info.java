/** How the two sides of a pairing come to its worth. */
@NullMarked
package org.dcrbs.server.negotiation;

import org.jspecify.annotations.NullMarked;
