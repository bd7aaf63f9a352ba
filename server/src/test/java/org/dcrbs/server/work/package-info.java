/** How contracts are carried out, with nodes that are played. */
@NullMarked
package org.dcrbs.server.work;

import org.jspecify.annotations.NullMarked;
