/** {@code dcrbs peer direct}: the commands of trade without a coordinator. */
@NullMarked
package org.dcrbs.peer.direct.command;

import org.jspecify.annotations.NullMarked;
