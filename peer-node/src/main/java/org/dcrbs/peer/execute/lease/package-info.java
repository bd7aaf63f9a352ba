/** What memory, storage and internet access have in common: a piece of the owner's share, taken until a time. */
@NullMarked
package org.dcrbs.peer.execute.lease;

import org.jspecify.annotations.NullMarked;
