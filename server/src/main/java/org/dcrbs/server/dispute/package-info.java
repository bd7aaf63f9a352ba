/** Complaints of takers about what was delivered, and what comes of them. */
@NullMarked
package org.dcrbs.server.dispute;

import org.jspecify.annotations.NullMarked;
