/** How a node gets its identity: one time, with a token, before anything else. */
@NullMarked
package org.dcrbs.peer.enrol;

import org.jspecify.annotations.NullMarked;
