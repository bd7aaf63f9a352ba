package org.dcrbs.server.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.round.RoundOptions;

/**
 * What a draft would have changed. Both sides are decided in this replay, on the same inputs, with the same seed and
 * limits, so that nothing but the policies differs; what the round really came to stands beside.
 *
 * @param subject the round, or {@code live}
 * @param before under the policies of then
 * @param after under the draft
 * @param real what the round came to at its time
 * @param surplusAtOldWorths what the draft's pairings gain as the policies of then value them: a draft that only values
 *     everything higher gains nothing by this measure
 * @param chance what another seed alone changes under the policies of then
 * @param lots those whose appraisal differs
 * @param pairings those that differ
 * @param parties everyone, those who lose most first
 */
public record ReplayResult(
        String subject,
        Instant cutOff,
        RoundOptions options,
        Side before,
        Side after,
        Optional<Side> real,
        Credits surplusAtOldWorths,
        Chance chance,
        List<CategoryChange> categories,
        List<LotChange> lots,
        List<PairingChange> pairings,
        List<PartyChange> parties) {
    public ReplayResult {
        categories = List.copyOf(categories);
        lots = List.copyOf(lots);
        pairings = List.copyOf(pairings);
        parties = List.copyOf(parties);
    }

    /**
     * A round's figures under one set of policies.
     *
     * @param worth of all pairings together
     * @param repeatable whether the solver ended by itself or by its step limit, and not because its time was up
     */
    public record Side(
            String policy,
            int servedDemands,
            int pairings,
            Credits worth,
            Credits surplus,
            Credits bound,
            double gap,
            Credits commission,
            double solveSeconds,
            boolean repeatable) {}

    /**
     * What changes when nothing but the solver's seed does: whatever a draft changes by less tells nothing.
     *
     * @param pairings how many requirements are served otherwise
     * @param gain by how much a party's gain differs, either way, in the mean
     */
    public record Chance(int pairings, Credits gain) {}

    /**
     * The lots of a category.
     *
     * @param changed how many are appraised differently: worth, limit, or whether they have a worth at all
     * @param meanChange of the worths of those that have one on both sides and whose appraisal differs
     * @param largest the one whose worth differs most
     * @param refused how many have no worth any more
     * @param admitted how many have one now
     */
    public record CategoryChange(
            Category category,
            int lots,
            int changed,
            Credits meanBefore,
            Credits meanChange,
            Optional<LotChange> largest,
            int refused,
            int admitted) {}

    /** A lot's worth and limit on both sides; empty where it has none. */
    public record LotChange(Appraisal.Lot lot, Category category, Optional<Credits> before, Optional<Credits> after) {
        public Credits change() {
            return after.orElse(Credits.ZERO).minus(before.orElse(Credits.ZERO));
        }
    }

    /** What became of a requirement. */
    public enum Kind {
        LOST("lost"),
        WON("won"),
        MOVED("from another"),
        REPRICED("other worth");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A requirement that is served on one side only, or otherwise. */
    public record PairingChange(
            Kind kind,
            ListingId demand,
            String requirement,
            PartyId taker,
            Category category,
            Optional<Deal> before,
            Optional<Deal> after) {}

    public record Deal(ListingId offer, PartyId giver, Credits worth, Credits surplus) {}

    public record PartyChange(PartyId party, String name, Standing before, Standing after) {
        public Credits netChange() {
            return after.net().minus(before.net());
        }

        public Credits gainChange() {
            return after.gain().minus(before.gain());
        }
    }

    /**
     * What a round does to a party.
     *
     * @param gave worth of what it gives
     * @param got worth of what it gets
     * @param commission what it pays; negative for who gets it
     * @param gain what it gets beyond its reserves and saves below its values, less commission
     */
    public record Standing(Credits gave, Credits got, Credits commission, Credits gain) {
        static final Standing NONE = new Standing(Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO);

        /** By how much its account changes. */
        public Credits net() {
            return gave.minus(got).minus(commission);
        }

        Standing plus(Standing other) {
            return new Standing(
                    gave.plus(other.gave),
                    got.plus(other.got),
                    commission.plus(other.commission),
                    gain.plus(other.gain));
        }
    }
}
