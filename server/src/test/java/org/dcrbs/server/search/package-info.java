/** Who may serve whom, and what is said of those who may not. */
@NullMarked
package org.dcrbs.server.search;

import org.jspecify.annotations.NullMarked;
