/** Bytes by their SHA-256. */
@NullMarked
package org.dcrbs.server.blob;

import org.jspecify.annotations.NullMarked;
