package org.dcrbs.solver;

import java.util.Optional;

/**
 * What proves a bound, by itself: prices, and claims where the bound rests on them.
 *
 * @param linear always needed: a filling of an offer that is too large to search counts at these prices
 */
public record BoundPrices(DualPrices linear, Optional<KnapsackPrices> claims) {}
