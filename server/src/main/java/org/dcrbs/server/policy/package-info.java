/**
 * The policies in force: their versions, which are only ever added, and the drafts that become versions. A version is in
 * force once it is stored; who decides asks {@link org.dcrbs.server.policy.PolicySource}.
 */
@NullMarked
package org.dcrbs.server.policy;

import org.jspecify.annotations.NullMarked;
