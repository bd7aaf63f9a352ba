/**
 * The policies: loads a folder of rule files, refuses what isn't plain policy, compiles the rest, and asks it what lots
 * are worth, what a deal's commission is, whether to negotiate and what is equitable.
 *
 * <p>{@link org.dcrbs.rules.PolicySet} is the way in. May import market and Drools; no Drools type leaves it.
 */
@NullMarked
package org.dcrbs.rules;

import org.jspecify.annotations.NullMarked;
