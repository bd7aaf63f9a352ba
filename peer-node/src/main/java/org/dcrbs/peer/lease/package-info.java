/** Leases in use: the giver's node keeps, the lessee's node calls for it at the giver's door. */
@NullMarked
package org.dcrbs.peer.lease;

import org.jspecify.annotations.NullMarked;
