/**
 * Category I: work units, which are WebAssembly modules run over an input. The node's own process never
 * runs one: each runs in a child process, one at a time, that may be killed at any moment. What the child
 * runs is in the package below, which imports nothing of the rest of the node.
 */
@NullMarked
package org.dcrbs.peer.execute.compute;

import org.jspecify.annotations.NullMarked;
