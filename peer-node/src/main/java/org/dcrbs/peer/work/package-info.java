/**
 * Work orders from their arrival until their result is acknowledged: kept on disk so that a node which is killed loses
 * nothing, run on a bounded number of threads, never twice at once. Knows executors by their interface and the link not
 * at all.
 */
@NullMarked
package org.dcrbs.peer.work;

import org.jspecify.annotations.NullMarked;
