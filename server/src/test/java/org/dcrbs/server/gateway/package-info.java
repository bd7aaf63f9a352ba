/** Nodes and what they may say, over the real link. */
@NullMarked
package org.dcrbs.server.gateway;

import org.jspecify.annotations.NullMarked;
