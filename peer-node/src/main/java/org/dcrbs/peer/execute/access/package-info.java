/** Category VI: internet access. */
@NullMarked
package org.dcrbs.peer.execute.access;

import org.jspecify.annotations.NullMarked;
