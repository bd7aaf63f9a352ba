/** A node that others dial: who stands at its door, and who calls at another's. */
@NullMarked
package org.dcrbs.peer.door;

import org.jspecify.annotations.NullMarked;
