/** The door for peer nodes: sessions, and what is said on them. */
@NullMarked
package org.dcrbs.server.gateway;

import org.jspecify.annotations.NullMarked;
