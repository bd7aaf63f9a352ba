/** Where everything is kept: MongoDB, or the embedded default that speaks its protocol. Knows documents, not features. */
@NullMarked
package org.dcrbs.server.store;

import org.jspecify.annotations.NullMarked;
