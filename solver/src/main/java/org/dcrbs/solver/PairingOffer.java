package org.dcrbs.solver;

import java.util.List;

/**
 * What a party has to give: the capacity of each of its pools in every slot of {@code from <= t < until}.
 *
 * @param party index of the party that gives
 */
public record PairingOffer(String id, int party, int from, int until, List<Long> pools) {
    static final int MOST_POOLS = 64;

    public PairingOffer {
        Checks.id("offer", id);
        Checks.window(from, until);
        pools = List.copyOf(pools);
        if (pools.isEmpty() || pools.size() > MOST_POOLS) {
            throw new InvalidProblemException("pools", "an offer has 1 to " + MOST_POOLS + " pools");
        }
        for (int pool = 0; pool < pools.size(); pool++) {
            if (pools.get(pool) < 0) {
                throw new InvalidProblemException(
                        "pools[" + pool + "]", "capacity " + pools.get(pool) + " is negative");
            }
        }
    }
}
