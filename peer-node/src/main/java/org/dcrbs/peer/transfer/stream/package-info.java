/** Files that arrive or have arrived, served to the owner's own programs over loopback, as media players want them. */
@NullMarked
package org.dcrbs.peer.transfer.stream;

import org.jspecify.annotations.NullMarked;
