package org.dcrbs.server.search;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Appraisal.Lot;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Window;

/** Valued offers and demands, for tests. */
public final class Entries {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final Window HOUR = new Window(NOON, NOON.plusSeconds(3600));

    private Entries() {}

    public static Party party(String id) {
        return new Party(new PartyId(id), Party.Role.PEER, id, Credits.of(1000), Optional.empty());
    }

    /** An hour of the spec; {@code reserve} micro-credits for all of it. */
    public static OfferEntry offer(String id, String party, Spec spec, long reserve) {
        return offer(id, party, spec, HOUR, Constraint.NONE, reserve);
    }

    public static OfferEntry offer(String id, String party, Spec spec, Window window, Constraint serves, long reserve) {
        Offer offer = new Offer(
                new ListingId(id), new PartyId(party), spec, 1, window, Attributes.NONE, serves, Optional.empty());
        return new OfferEntry(
                offer, party(party), valuation(Lot.of(offer), reserve), offer.capacity(), Reputation.Standing.GOOD);
    }

    public static Requirement requirement(String name, Spec least) {
        return requirement(name, least, HOUR, Constraint.NONE);
    }

    public static Requirement requirement(String name, Spec least, Window window, Constraint wants) {
        return new Requirement(name, least, window, wants, Optional.empty(), Optional.empty());
    }

    /** A demand of {@code taker}, of which each requirement is worth {@code value} micro-credits. */
    public static DemandEntry demand(String id, boolean sameProvider, long value, Requirement... requirements) {
        Demand demand = new Demand(
                new ListingId(id),
                new PartyId("taker"),
                List.of(requirements),
                sameProvider,
                false,
                new Consideration.InMoney(),
                new Attributes(Map.of("purpose", "teaching")));
        return entry(demand, value);
    }

    public static DemandEntry entry(Demand demand, long value) {
        Map<String, Valuation> valuations = new HashMap<>();
        for (Requirement requirement : demand.requirements()) {
            valuations.put(requirement.name(), valuation(Lot.of(demand, requirement), value));
        }
        return new DemandEntry(demand, party(demand.party().value()), valuations);
    }

    private static Valuation valuation(Lot lot, long limit) {
        return new Valuation(lot, Credits.micro(limit), Credits.micro(limit), List.of("a rule"), "test-1");
    }
}
