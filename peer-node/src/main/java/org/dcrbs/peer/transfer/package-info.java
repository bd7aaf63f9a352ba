/**
 * Blobs by their SHA-256, both ways: fetched for work, published by it, sent and received under file contracts. Nothing
 * that is fetched is used before its hash is checked, and no name from outside leaves the folder meant for it.
 */
@NullMarked
package org.dcrbs.peer.transfer;

import org.jspecify.annotations.NullMarked;
