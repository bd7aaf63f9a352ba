package org.dcrbs.server.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Category;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Window;
import org.dcrbs.server.search.Matches.Priced;
import org.dcrbs.server.search.Refusals.Kind;

/**
 * Finds the candidates of each requirement among a round's offers: by category, window, parameters, free capacity, then
 * the constraints of both sides and the price, and of those at most {@code k}. Like requirements of a party share the
 * work. One instance a round; not thread safe.
 */
public final class CandidateSearch {
    /** Like requirements come close together, and each may have thousands of matches. */
    private static final int REMEMBERED = 200;

    private final Map<Category, List<Visible>> offers = new EnumMap<>(Category.class);
    private final Map<Category, Boolean> choosy = new EnumMap<>(Category.class);
    private final Map<Shape, Matches> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Shape, Matches> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Conditions conditions = new Conditions();
    private final Choice choice;

    /** An offer, and what requirements see of it; what is looked at first, of each offer for each requirement, close at hand. */
    private record Visible(OfferEntry entry, Map<String, Object> seen, PartyId party, long from, long until) {
        static Visible of(OfferEntry entry) {
            Offer offer = entry.offer();
            Window window = offer.window();
            return new Visible(
                    entry,
                    Seen.of(offer, entry.party()),
                    offer.party(),
                    window.from().getEpochSecond(),
                    window.until().getEpochSecond());
        }

        boolean isThereDuring(Window window) {
            return from <= window.from().getEpochSecond() && window.until().getEpochSecond() <= until;
        }
    }

    /** Two requirements of the same shape have the same matches. */
    private record Shape(
            Spec least,
            Window window,
            Constraint wants,
            Credits value,
            PartyId taker,
            int webRate,
            Optional<String> name,
            Optional<Attributes> attributes,
            Optional<String> demand) {}

    /**
     * @param k how many candidates a requirement gets at most; with one provider for a bundle, how many providers
     * @param seed spreads requirements over offers that are equally good
     */
    public CandidateSearch(List<OfferEntry> offers, int k, long seed) {
        this.choice = new Choice(k, seed);
        for (OfferEntry entry : offers) {
            Category category = entry.offer().spec().category();
            this.offers.computeIfAbsent(category, c -> new ArrayList<>()).add(Visible.of(entry));
            choosy.merge(category, !entry.offer().serves().isNone(), Boolean::logicalOr);
        }
    }

    public Found search(DemandEntry entry) {
        Demand demand = entry.demand();
        List<Matches> matches = demand.requirements().stream()
                .map(requirement -> matches(entry, requirement))
                .toList();
        List<Refusals> refusals =
                matches.stream().map(found -> found.refusals().copy()).toList();
        List<List<Priced>> chosen = demand.sameProvider() && matches.size() > 1
                ? choice.fromOneProvider(demand, matches, refusals)
                : choice.eachOnItsOwn(demand, matches, refusals);
        List<List<Candidate>> candidates = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            Credits value = entry.value(demand.requirements().get(i));
            candidates.add(chosen.get(i).stream()
                    .map(priced -> new Candidate(priced.offer(), value, Credits.micro(priced.reserve())))
                    .toList());
        }
        return new Found(entry, candidates, refusals);
    }

    private Matches matches(DemandEntry entry, Requirement requirement) {
        Category category = requirement.least().category();
        // Offers that choose whom they serve may ask about everything that the demand says of itself.
        boolean asked = choosy.getOrDefault(category, false);
        Demand demand = entry.demand();
        Shape shape = new Shape(
                requirement.least(),
                requirement.window(),
                requirement.wants(),
                entry.value(requirement),
                demand.party(),
                WebWork.rate(requirement),
                asked ? Optional.of(requirement.name()) : Optional.empty(),
                asked ? Optional.of(demand.attributes()) : Optional.empty(),
                asked ? Optional.of(demand.id().value()) : Optional.empty());
        Matches found = known.get(shape);
        if (found == null) {
            found = match(entry, requirement);
            known.put(shape, found);
        }
        return found;
    }

    private Matches match(DemandEntry entry, Requirement requirement) {
        Refusals refusals = new Refusals();
        List<Priced> fitting = new ArrayList<>();
        Map<String, Object> seen = Seen.of(entry.demand(), requirement, entry.party());
        long value = entry.value(requirement).micro();
        for (Visible visible : offers.getOrDefault(requirement.least().category(), List.of())) {
            if (mayServe(visible, entry, requirement, seen, refusals)) {
                long reserve = visible.entry().reserve(requirement).micro();
                if (reserve > value) {
                    refusals.add(
                            Kind.TOO_DEAR,
                            () -> visible.entry().offer().id() + " asks " + Credits.micro(reserve) + ", it is worth "
                                    + entry.value(requirement));
                } else {
                    fitting.add(new Priced(visible.entry(), reserve));
                }
            }
        }
        fitting.sort(Comparator.comparingLong(Priced::reserve)
                .thenComparing(priced -> priced.offer().offer().id()));
        return new Matches(fitting, refusals);
    }

    private boolean mayServe(
            Visible visible,
            DemandEntry entry,
            Requirement requirement,
            Map<String, Object> seenOfDemand,
            Refusals refusals) {
        Offer offer = visible.entry().offer();
        if (visible.party().equals(entry.demand().party())) {
            refusals.add(Kind.OWN_OFFER, offer.id()::value);
            return false;
        }
        if (visible.entry().standing() == Standing.SUSPENDED) {
            refusals.add(
                    Kind.SUSPENDED,
                    () -> offer.id() + ": too much of what " + offer.party() + " delivered lately was bad");
            return false;
        }
        if (!visible.isThereDuring(requirement.window())) {
            refusals.add(
                    Kind.WINDOW,
                    () -> offer.id() + " is there from " + offer.window().from() + " to "
                            + offer.window().until());
            return false;
        }
        Optional<String> shortfall =
                requirement.least().shortfall(offer.spec()).or(() -> WebWork.shortfall(requirement, offer));
        if (shortfall.isPresent()) {
            refusals.add(Kind.SHORTFALL, () -> offer.id() + " " + shortfall.get());
            return false;
        }
        if (visible.entry().free() < requirement.least().units()) {
            refusals.add(
                    Kind.CAPACITY,
                    () -> offer.id() + " has " + visible.entry().free() + " free, needs "
                            + requirement.least().units()
                            + (visible.entry().standing() == Standing.LIMITED
                                    ? "; " + offer.party() + " is limited to a part of it"
                                    : ""));
            return false;
        }
        return holds(requirement.wants(), visible.seen(), Kind.WANTS, offer, refusals)
                && holds(offer.serves(), seenOfDemand, Kind.SERVES, offer, refusals);
    }

    private boolean holds(Constraint constraint, Map<String, Object> seen, Kind kind, Offer offer, Refusals refusals) {
        Conditions.Outcome outcome = conditions.evaluate(constraint, seen);
        if (outcome != Conditions.Outcome.TRUE) {
            refusals.add(
                    kind,
                    () -> offer.id() + ": " + constraint + " is "
                            + (outcome == Conditions.Outcome.FALSE ? "false" : "undefined"));
        }
        return outcome == Conditions.Outcome.TRUE;
    }
}
