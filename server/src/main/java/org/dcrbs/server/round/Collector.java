package org.dcrbs.server.round;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcrbs.market.Account;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Contract;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Listing;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.negotiation.Negotiations;
import org.dcrbs.server.search.OfferEntry;
import org.springframework.stereotype.Component;

/** Takes the snapshot that a round decides on. */
@Component
public class Collector {
    private final Parties parties;
    private final Listings listings;
    private final Contracts contracts;
    private final Negotiations negotiations;
    private final Ledger ledger;
    private final Surveyor surveyor;

    Collector(
            Parties parties,
            Listings listings,
            Contracts contracts,
            Negotiations negotiations,
            Ledger ledger,
            Surveyor surveyor) {
        this.surveyor = surveyor;
        this.negotiations = negotiations;
        this.parties = parties;
        this.listings = listings;
        this.contracts = contracts;
        this.ledger = ledger;
    }

    public Snapshot collect(Instant cutOff) {
        // Read before the contracts that come of them, so that nothing is seen in neither.
        List<Pairing> held = negotiations.pending().stream()
                .flatMap(one -> one.pairings().stream())
                .toList();
        Map<PartyId, Party> known = new LinkedHashMap<>();
        Map<PartyId, Credits> balances = new LinkedHashMap<>();
        for (Party party : parties.all()) {
            known.put(party.id(), party);
            balances.put(party.id(), ledger.balance(new Account.OfParty(party.id())));
        }
        List<Offer> offers = new ArrayList<>();
        List<Demand> demands = new ArrayList<>();
        List<Demand> late = new ArrayList<>();
        for (Listing listing : listings.open()) {
            boolean inTime = listing.closes().isAfter(cutOff);
            if (listing instanceof Offer offer && inTime) {
                offers.add(offer);
            } else if (listing instanceof Demand demand) {
                (inTime ? demands : late).add(demand);
            }
        }
        // What a held pairing may cost at most, commission included, is not there to be spent.
        held.forEach(
                pairing -> balances.computeIfPresent(pairing.taker(), (id, balance) -> balance.minus(pairing.value())));
        List<Contract> made = contracts.all();
        Circumstances in = surveyor.survey(cutOff, known.values(), made);
        return new Snapshot(cutOff, known, offers, demands, free(offers, held, made, in), late, balances, in);
    }

    /**
     * What is lent at its peak, and what was given away for good, is not free. Nor is what the party's standing withholds; but
     * the offers of the suspended are left whole, for the search to refuse them by that name.
     */
    private Map<ListingId, Long> free(
            List<Offer> offers, List<Pairing> held, List<Contract> contracts, Circumstances in) {
        Map<ListingId, List<Pairing>> taken = new HashMap<>();
        held.forEach(pairing ->
                taken.computeIfAbsent(pairing.offer(), id -> new ArrayList<>()).add(pairing));
        for (Contract contract : contracts) {
            for (Leg leg : contract.terms().legs()) {
                if (takes(contract, leg, in.at())) {
                    taken.computeIfAbsent(leg.pairing().offer(), id -> new ArrayList<>())
                            .add(leg.pairing());
                }
            }
        }
        Map<ListingId, Long> free = new HashMap<>();
        for (Offer offer : offers) {
            List<Pairing> pairings = taken.getOrDefault(offer.id(), List.of());
            long used = OfferEntry.isLent(offer.spec().category())
                    ? peak(pairings)
                    : pairings.stream().mapToLong(p -> p.least().units()).sum();
            long share = in.member(offer.party()).standing() == Standing.LIMITED
                    ? Standing.LIMITED.share(offer.capacity())
                    : offer.capacity();
            free.put(offer.id(), share - used);
        }
        return free;
    }

    /** What is lent comes back when its delivery is over, done or not; what was given away doesn't. */
    private static boolean takes(Contract contract, Leg leg, Instant cutOff) {
        Pairing pairing = leg.pairing();
        boolean delivered = contract.delivered().contains(leg.id());
        if (OfferEntry.isLent(pairing.least().category())) {
            return !contract.isFinal() && !delivered && pairing.window().until().isAfter(cutOff);
        }
        return delivered || !contract.isFinal();
    }

    private static long peak(List<Pairing> pairings) {
        long peak = 0;
        for (Pairing at : pairings) {
            long then = 0;
            for (Pairing other : pairings) {
                boolean running = !other.window().from().isAfter(at.window().from())
                        && other.window().until().isAfter(at.window().from());
                then += running ? other.least().units() : 0;
            }
            peak = Math.max(peak, then);
        }
        return peak;
    }
}
