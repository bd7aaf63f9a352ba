/** Whole rounds with everything real: the store behind its driver, nodes as processes of their own, work computed. */
@NullMarked
package org.dcrbs.server.acceptance;

import org.jspecify.annotations.NullMarked;
