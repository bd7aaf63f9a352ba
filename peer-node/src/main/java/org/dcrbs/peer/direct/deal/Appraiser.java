package org.dcrbs.peer.direct.deal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Unvalued;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.market.negotiation.Tactics;
import org.dcrbs.peer.direct.document.LegDraft;
import org.dcrbs.rules.PersonPolicy;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.rules.facts.Deal;

/**
 * Asks the node's own policy what a leg is worth to it. Each side is asked about both: a giver opens with the most that its
 * own policy would have a taker give, a taker with the least that its own policy would have a giver take.
 */
public final class Appraiser {
    /** No coordinator has a part in it. */
    private static final PartyId NOBODY = new PartyId("nobody");

    private final PolicySet policies;

    public Appraiser(PolicySet policies) {
        this.policies = policies;
    }

    /**
     * @param ask the least that the owner says to take, instead of what policy says
     * @param list what the owner says to open with
     */
    public Stance giver(LegDraft leg, Optional<Credits> ask, Optional<Credits> list) {
        Priced priced = priced(leg, ask, Optional.empty());
        Credits opening = list.orElse(priced.most());
        return new Stance(
                Side.GIVER,
                Credits.max(opening, priced.least()),
                priced.least(),
                tactics(leg),
                persons(leg, priced).giver(),
                rules(priced.rules(), ask.isPresent()));
    }

    /** @param bid the most that the owner says to give, instead of what policy says */
    public Stance taker(LegDraft leg, Optional<Credits> bid) {
        Priced priced = priced(leg, Optional.empty(), bid);
        return new Stance(
                Side.TAKER,
                Credits.min(priced.least(), priced.most()),
                priced.most(),
                tactics(leg),
                persons(leg, priced).taker(),
                rules(priced.rules(), bid.isPresent()));
    }

    public String version() {
        return policies.version();
    }

    private static List<String> rules(List<String> policy, boolean said) {
        List<String> rules = new ArrayList<>(policy);
        if (said) {
            rules.add("the owner's own limit");
        }
        return rules;
    }

    private Tactics tactics(LegDraft leg) {
        return policies.negotiation(leg.spec().category()).tactics();
    }

    /** By a worth half-way between the limits that the own policy has for the two sides. */
    private PersonPolicy persons(LegDraft leg, Priced priced) {
        Credits surplus = Credits.max(priced.most().minus(priced.least()), Credits.ZERO);
        return policies.persons(new Deal(
                leg.spec().category(),
                party(leg.giver().hex()),
                party(leg.taker().hex()),
                NOBODY,
                priced.least().plus(surplus.portion(1, 2)),
                surplus,
                Circumstances.NONE));
    }

    private record Priced(Credits least, Credits most, List<String> rules) {}

    private Priced priced(LegDraft leg, Optional<Credits> ask, Optional<Credits> bid) {
        Offer offer = new Offer(
                new ListingId(leg.offer()),
                party(leg.giver().hex()),
                leg.spec(),
                1,
                leg.window(),
                Attributes.NONE,
                Constraint.NONE,
                ask);
        Demand demand = new Demand(
                new ListingId("wanted"),
                party(leg.taker().hex()),
                List.of(new Requirement(leg.offer(), leg.spec(), leg.window(), Constraint.NONE, bid, Optional.empty())),
                false,
                false,
                new Consideration.Either(),
                Attributes.NONE);
        List<Appraisal> said = policies.appraise(List.of(offer, demand), Circumstances.NONE);
        Valuation least = valuation(said.get(0), leg);
        Valuation most = valuation(said.get(1), leg);
        return new Priced(least.limit(), most.limit(), least.rules());
    }

    private static Valuation valuation(Appraisal appraisal, LegDraft leg) {
        if (appraisal instanceof Unvalued unvalued) {
            throw new IllegalArgumentException("policy gives " + leg.words() + " no worth: " + unvalued.reason());
        }
        return (Valuation) appraisal;
    }

    private static PartyId party(String key) {
        return new PartyId(key);
    }
}
