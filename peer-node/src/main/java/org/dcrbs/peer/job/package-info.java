/**
 * Jobs of a member's own: how one is cut into work units, and how their outputs become one answer. Pure computation; the
 * job file is read elsewhere.
 */
@NullMarked
package org.dcrbs.peer.job;

import org.jspecify.annotations.NullMarked;
