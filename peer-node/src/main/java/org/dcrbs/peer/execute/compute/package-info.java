/**
 * Category I: work units, which are WebAssembly modules run over an input, or native programs where the owner lets them.
 * The node's own process never runs one: each runs in processes of its own, that may be killed at any moment. A module's
 * is a child that is kept for the next, and what it runs is in the package below, which imports nothing of the rest of the
 * node; a native program's are in a sandbox that ends with it.
 */
@NullMarked
package org.dcrbs.peer.execute.compute;

import org.jspecify.annotations.NullMarked;
