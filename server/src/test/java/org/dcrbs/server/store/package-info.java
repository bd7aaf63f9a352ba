/** The store through the real driver, and stores for the tests of other packages. */
@NullMarked
package org.dcrbs.server.store;

import org.jspecify.annotations.NullMarked;
