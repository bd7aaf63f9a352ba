/**
 * Files from node to node, in pieces: the holder's door gives them in any order, the taker's node asks several holders for
 * many at once, writes each where it belongs, and counts the file as arrived when the SHA-256 of the whole is right.
 */
@NullMarked
package org.dcrbs.peer.transfer.pieces;

import org.jspecify.annotations.NullMarked;
