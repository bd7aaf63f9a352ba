package org.dcrbs.solver;

import java.util.OptionalLong;

/**
 * A party and how far its net (worth received less worth given) may go. A missing bound is no bound. A budget or a
 * credit limit is {@code netMax}; a barter-only party has a narrow band around zero.
 */
public record PartyBounds(String id, OptionalLong netMin, OptionalLong netMax) {
    public PartyBounds {
        Checks.id("party", id);
        if (netMin.isPresent() && netMax.isPresent() && netMin.getAsLong() > netMax.getAsLong()) {
            throw new InvalidProblemException("netMin", netMin.getAsLong() + " is above netMax " + netMax.getAsLong());
        }
    }

    public static PartyBounds unbounded(String id) {
        return new PartyBounds(id, OptionalLong.empty(), OptionalLong.empty());
    }

    public static PartyBounds between(String id, long netMin, long netMax) {
        return new PartyBounds(id, OptionalLong.of(netMin), OptionalLong.of(netMax));
    }

    public static PartyBounds atMost(String id, long netMax) {
        return new PartyBounds(id, OptionalLong.empty(), OptionalLong.of(netMax));
    }
}
