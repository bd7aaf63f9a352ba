/**
 * What rules see and what they can say: the facts, their fields (getters) and their verbs.
 *
 * <p>What a rule says is written on the fact and only added up when all rules have fired, so that the order of the rules
 * doesn't matter. A fact never throws at a rule: what can't be computed becomes a refusal.
 */
@NullMarked
package org.dcrbs.rules.facts;

import org.jspecify.annotations.NullMarked;
