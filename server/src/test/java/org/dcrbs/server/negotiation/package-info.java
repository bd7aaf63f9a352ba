/** Held packages from their first move to what follows from their end. */
@NullMarked
package org.dcrbs.server.negotiation;

import org.jspecify.annotations.NullMarked;
