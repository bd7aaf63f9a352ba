/** Nodes for the tests of other packages. */
@NullMarked
package org.dcrbs.server.peer;

import org.jspecify.annotations.NullMarked;
