/** Category II: leased memory. */
@NullMarked
package org.dcrbs.peer.execute.memory;

import org.jspecify.annotations.NullMarked;
