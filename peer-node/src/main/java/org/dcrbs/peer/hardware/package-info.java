/** What machine this is, as OSHI tells it. OSHI's types stay in here. */
@NullMarked
package org.dcrbs.peer.hardware;

import org.jspecify.annotations.NullMarked;
