package org.dcrbs.server.reputation;

import java.time.Instant;
import org.dcrbs.market.PartyId;

/**
 * How something turned out that a party was to do.
 *
 * @param id of what it was and how it turned out; one outcome counts once
 * @param results how many results it is about; of one good outcome at most {@link #MOST_RESULTS} count, so that a large
 *     job can't buy forgiveness for years
 * @param detail in words, for people
 */
public record Outcome(String id, PartyId party, Kind kind, int results, Instant at, String detail) {
    public static final int MOST_RESULTS = 10;

    public Outcome {
        if (results < 1) {
            throw new IllegalArgumentException("outcome " + id + ": of " + results + " results");
        }
    }

    /** What it was. */
    public enum Kind {
        /** Others computed the same. */
        RESULT_VERIFIED(true),
        /** Most others computed something else. */
        RESULT_WRONG(false),
        /** What was leased was there. */
        LEASE_KEPT(true),
        /** What was leased was not there, or not any more. */
        LEASE_BROKEN(false),
        /** A file, a print, a picture or a connection came as agreed. */
        DELIVERED(true),
        /** It failed, or was refused after it had been agreed. */
        FAILED(false),
        /** It had not come when the contract's time was over. */
        EXPIRED(false);

        private final boolean good;

        Kind(boolean good) {
            this.good = good;
        }

        public boolean isGood() {
            return good;
        }
    }

    /** What a leg came to for the party; each kind once a leg. */
    public static Outcome of(String leg, PartyId party, Kind kind, int results, Instant at, String detail) {
        return new Outcome(leg + ":" + kind, party, kind, results, at, detail);
    }
}
