/** Contracts on their way from proposed to settled. */
@NullMarked
package org.dcrbs.server.contract;

import org.jspecify.annotations.NullMarked;
