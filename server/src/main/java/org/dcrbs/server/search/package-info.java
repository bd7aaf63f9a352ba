/** Who may serve whom: candidates for each requirement, and the reasons why others are none. */
@NullMarked
package org.dcrbs.server.search;

import org.jspecify.annotations.NullMarked;
