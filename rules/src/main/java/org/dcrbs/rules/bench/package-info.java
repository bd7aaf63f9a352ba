/**
 * What measures the policies: how fast lots are valued, against plain Java that does the same sums; swapping policies
 * under load; compiling beside it. May import market and the policies' own way in.
 */
@NullMarked
package org.dcrbs.rules.bench;

import org.jspecify.annotations.NullMarked;
