/**
 * Scenarios: spreadsheets beside the policies that say, a case a row, what the policies are to make of it.
 *
 * <p>{@link org.dcrbs.rules.scenario.Scenarios} is the way in. Knows the policies as any caller does, and nothing of the
 * engine.
 */
@NullMarked
package org.dcrbs.rules.scenario;

import org.jspecify.annotations.NullMarked;
