/** Bytes by their SHA-256: modules, documents, files on their way, results. */
@NullMarked
package org.dcrbs.server.blob;

import org.jspecify.annotations.NullMarked;
