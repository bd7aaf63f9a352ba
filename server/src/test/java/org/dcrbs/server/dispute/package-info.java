/** What becomes of complaints. */
@NullMarked
package org.dcrbs.server.dispute;

import org.jspecify.annotations.NullMarked;
