/** The program itself: its commands, and a node put together from the packages below. Nothing imports this package. */
@NullMarked
package org.dcrbs.peer;

import org.jspecify.annotations.NullMarked;
