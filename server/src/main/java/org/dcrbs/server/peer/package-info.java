/** The members' nodes: who may connect, what each has told of itself. */
@NullMarked
package org.dcrbs.server.peer;

import org.jspecify.annotations.NullMarked;
