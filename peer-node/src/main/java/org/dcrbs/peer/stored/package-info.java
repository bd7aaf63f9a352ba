/** Files kept in storage that others lease out: cut into pieces, some of which may be lost. */
@NullMarked
package org.dcrbs.peer.stored;

import org.jspecify.annotations.NullMarked;
