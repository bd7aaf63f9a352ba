/** Carrying contracts out: what each leg needs done, by which node, and whether it was done. */
@NullMarked
package org.dcrbs.server.work;

import org.jspecify.annotations.NullMarked;
