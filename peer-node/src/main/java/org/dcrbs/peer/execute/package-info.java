/**
 * Carrying out work orders. This package holds what every kind shares: the {@code Executor} interface,
 * the registry that finds executors, and how a result is written. Each kind has a package below; none of
 * them imports another's, and none knows the link.
 *
 * <p>A lease (memory, storage, internet access) keeps its thread until it ends: orders want a thread each,
 * not a place in a small pool.
 */
@NullMarked
package org.dcrbs.peer.execute;

import org.jspecify.annotations.NullMarked;
