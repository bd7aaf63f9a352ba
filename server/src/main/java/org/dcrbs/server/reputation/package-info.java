/** What parties' deliveries have shown of them. Knows no contract and no order: others tell it outcomes. */
@NullMarked
package org.dcrbs.server.reputation;

import org.jspecify.annotations.NullMarked;
