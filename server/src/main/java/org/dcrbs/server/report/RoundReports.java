package org.dcrbs.server.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Account;
import org.dcrbs.market.Commission;
import org.dcrbs.market.Contract;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.Spec;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.report.RoundReport.Deal;
import org.dcrbs.server.report.RoundReport.Delivery;
import org.dcrbs.server.report.RoundReport.LeftOut;
import org.dcrbs.server.report.RoundReport.Standing;
import org.dcrbs.server.round.Round;
import org.dcrbs.server.round.Rounds;
import org.springframework.stereotype.Service;

/** Draws up the account of a round as it stands now. */
@Service
public class RoundReports {
    private final Rounds rounds;
    private final Contracts contracts;
    private final Parties parties;
    private final Listings listings;
    private final Ledger ledger;

    RoundReports(Rounds rounds, Contracts contracts, Parties parties, Listings listings, Ledger ledger) {
        this.rounds = rounds;
        this.contracts = contracts;
        this.parties = parties;
        this.listings = listings;
        this.ledger = ledger;
    }

    public RoundReport of(RoundId id) {
        Round round = rounds.find(id).orElseThrow(() -> new NotFoundException("no round " + id));
        boolean decided = round.result().isPresent();
        List<Deal> deals = decided ? deals(round) : List.of();
        return new RoundReport(
                id,
                round.stage(),
                round.failure(),
                round.reached(),
                round.policyVersion(),
                round.result(),
                deals,
                decided ? leftOut(round) : List.of(),
                rounds.waiting(round),
                standings(deals),
                ledger.balances().values().stream().reduce(Credits.ZERO, Credits::plus));
    }

    private List<Deal> deals(Round round) {
        Reasons reasons = new Reasons(rounds.appraisals(round), rounds.negotiations(round));
        return contracts.ofRound(round.id()).stream()
                .map(contract -> new Deal(
                        contract.terms().id(),
                        contract.state(),
                        reason(contract),
                        contract.terms().legs().stream()
                                .map(leg -> delivery(leg, contract, reasons))
                                .toList(),
                        contract.terms().commissions()))
                .toList();
    }

    private static Optional<String> reason(Contract contract) {
        if (contract instanceof Contract.Breached breached) {
            return Optional.of(breached.reason());
        }
        if (contract instanceof Contract.Rejected rejected) {
            return Optional.of(rejected.reason());
        }
        return contract instanceof Contract.Cancelled cancelled ? Optional.of(cancelled.reason()) : Optional.empty();
    }

    private Delivery delivery(Leg leg, Contract contract, Reasons reasons) {
        Pairing pairing = leg.pairing();
        return new Delivery(
                leg.id(),
                pairing.giver(),
                pairing.taker(),
                pairing.offer(),
                pairing.demand(),
                pairing.requirement(),
                pairing.least().category(),
                SpecWords.of(given(pairing)),
                pairing.window(),
                pairing.reserve(),
                pairing.worth(),
                pairing.value(),
                contract.delivered().contains(leg.id()),
                reasons.of(pairing));
    }

    /** Of a file the offer knows more, its name above all; of everything else the offer may be more than is given. */
    private Spec given(Pairing pairing) {
        return pairing.least() instanceof FileHeader
                ? listings.find(pairing.offer())
                        .map(entry -> ((Offer) entry.listing()).spec())
                        .orElse(pairing.least())
                : pairing.least();
    }

    private List<LeftOut> leftOut(Round round) {
        return rounds.leftOut(round).stream()
                .map(one -> new LeftOut(
                        one.demand(),
                        listings.find(one.demand()).map(entry -> entry.listing().party()),
                        one.reasons()))
                .toList();
    }

    private List<Standing> standings(List<Deal> deals) {
        Map<PartyId, Credits> gave = new HashMap<>();
        Map<PartyId, Credits> got = new HashMap<>();
        Map<PartyId, Credits> commissions = new HashMap<>();
        Optional<PartyId> coordinator = parties.coordinator().map(Party::id);
        for (Deal deal : deals) {
            deal.deliveries().stream().filter(Delivery::delivered).forEach(delivery -> {
                gave.merge(delivery.giver(), delivery.worth(), Credits::plus);
                got.merge(delivery.taker(), delivery.worth(), Credits::plus);
            });
            if (deal.state().equals("Settled")) {
                for (Commission commission : deal.commissions()) {
                    commissions.merge(commission.payer(), commission.amount().negate(), Credits::plus);
                    coordinator.ifPresent(id -> commissions.merge(id, commission.amount(), Credits::plus));
                }
            }
        }
        List<Standing> standings = new ArrayList<>();
        for (Party party : parties.all()) {
            standings.add(new Standing(
                    party.id(),
                    party.name(),
                    gave.getOrDefault(party.id(), Credits.ZERO),
                    got.getOrDefault(party.id(), Credits.ZERO),
                    commissions.getOrDefault(party.id(), Credits.ZERO),
                    ledger.balance(new Account.OfParty(party.id()))));
        }
        return standings;
    }
}
