package org.dcrbs.server.search;

import org.dcrbs.market.Credits;

/** An offer that may serve a requirement, and between which amounts its worth then lies. */
public record Candidate(OfferEntry offer, Credits value, Credits reserve) {}
