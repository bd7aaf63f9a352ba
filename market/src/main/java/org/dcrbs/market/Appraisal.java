package org.dcrbs.market;

import java.util.List;

/** What policy says a lot is worth, or why it says nothing. A lot is an offer, or one requirement of a demand. */
public sealed interface Appraisal {
    Lot lot();

    /** A lot: an offer (part is empty), or the requirement of a demand that part names. */
    record Lot(ListingId listing, String part) {
        public static Lot of(Offer offer) {
            return new Lot(offer.id(), "");
        }

        public static Lot of(Demand demand, Requirement requirement) {
            return new Lot(demand.id(), requirement.name());
        }

        @Override
        public String toString() {
            return part.isEmpty() ? listing.value() : listing + ", " + part;
        }
    }

    /**
     * The worth of a whole lot over its whole window.
     *
     * @param worth what it is worth on this market
     * @param limit of an offer, the least that its party takes; of a requirement, the most that its party gives
     * @param rules the names of the rules that made it, in the order of firing
     * @param policyVersion the version of the policies that they belong to
     */
    record Valuation(Lot lot, Credits worth, Credits limit, List<String> rules, String policyVersion)
            implements Appraisal {
        public Valuation {
            Check.that(!worth.isNegative(), lot + ": worth " + worth + " is negative");
            Check.that(!limit.isNegative(), lot + ": limit " + limit + " is negative");
            Check.that(!rules.isEmpty(), lot + ": a valuation that no rule made");
            rules = List.copyOf(rules);
        }
    }

    /** No rule gives the lot a worth, or one refuses it. */
    record Unvalued(Lot lot, String reason, String policyVersion) implements Appraisal {}
}
