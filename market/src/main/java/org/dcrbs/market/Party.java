package org.dcrbs.market;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Someone who trades: a peer, or the coordinator.
 *
 * @param creditLimit how far below zero the party's balance may go by trading
 * @param barterTolerance set for a party that only barters: by how much what it gets may differ in worth from what it
 *     gives, each way, in one round
 * @param membership the kind of member it is, in a word of the co-operative's own; policies may ask for it
 */
public record Party(
        PartyId id, Role role, String name, Credits creditLimit, Optional<Credits> barterTolerance, String membership) {
    /** What a party is unless somebody says otherwise. */
    public static final String ORDINARY = "ordinary";

    private static final Pattern MEMBERSHIP = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** Exactly one party of a market is the coordinator. */
    public enum Role {
        COORDINATOR,
        PEER
    }

    /** An ordinary member. */
    public Party(PartyId id, Role role, String name, Credits creditLimit, Optional<Credits> barterTolerance) {
        this(id, role, name, creditLimit, barterTolerance, ORDINARY);
    }

    public Party {
        Check.text("name", name, 200);
        Check.that(!creditLimit.isNegative(), "party " + id + ": credit limit " + creditLimit + " is negative");
        barterTolerance.ifPresent(tolerance -> Check.that(
                !tolerance.isNegative(), "party " + id + ": barter tolerance " + tolerance + " is negative"));
        Check.that(
                MEMBERSHIP.matcher(membership).matches(),
                "party " + id + ": membership \"" + Check.shorten(membership)
                        + "\": want small letters, digits or -, a letter first, 40 at most");
    }

    /** The same party as another kind of member. */
    public Party withMembership(String other) {
        return new Party(id, role, name, creditLimit, barterTolerance, other);
    }
}
