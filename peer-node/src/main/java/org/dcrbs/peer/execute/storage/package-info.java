/** Category III: leased disk space. */
@NullMarked
package org.dcrbs.peer.execute.storage;

import org.jspecify.annotations.NullMarked;
