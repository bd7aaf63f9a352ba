package org.dcrbs.market;

import java.util.Optional;

/**
 * Someone who trades: a peer, or the coordinator.
 *
 * @param creditLimit how far below zero the party's balance may go by trading
 * @param barterTolerance set for a party that only barters: by how much what it gets may differ in worth from what it
 *     gives, each way, in one round
 */
public record Party(PartyId id, Role role, String name, Credits creditLimit, Optional<Credits> barterTolerance) {
    /** Exactly one party of a market is the coordinator. */
    public enum Role {
        COORDINATOR,
        PEER
    }

    public Party {
        Check.text("name", name, 200);
        Check.that(!creditLimit.isNegative(), "party " + id + ": credit limit " + creditLimit + " is negative");
        barterTolerance.ifPresent(tolerance -> Check.that(
                !tolerance.isNegative(), "party " + id + ": barter tolerance " + tolerance + " is negative"));
    }
}
