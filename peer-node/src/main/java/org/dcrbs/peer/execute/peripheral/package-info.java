/** Category IV: devices that stand beside this computer, reached through folders the owner names. */
@NullMarked
package org.dcrbs.peer.execute.peripheral;

import org.jspecify.annotations.NullMarked;
