package org.dcrbs.server.work;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dcrbs.market.Account;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Leg;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Posting;
import org.dcrbs.market.Transfer;
import org.dcrbs.market.TransferId;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.reputation.Outcome;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.work.Findings.Fee;
import org.dcrbs.server.work.Findings.Verdict;
import org.springframework.stereotype.Component;

/**
 * Puts in force what a leg has shown: pays those who checked, and counts outcomes. Done before the contract moves on, so
 * that a crash in between leaves the leg to be judged again; doing it again is harmless.
 */
@Component
class Verdicts {
    private final Ledger ledger;
    private final Reputations reputations;
    private final Clock clock;

    Verdicts(Ledger ledger, Reputations reputations, Clock clock) {
        this.ledger = ledger;
        this.reputations = reputations;
        this.clock = clock;
    }

    /** @param units in how many the leg's worth is divided */
    void enforce(ContractTerms terms, Leg leg, int units, Findings findings) {
        pay(new TransferId(leg.id() + ".checks"), terms, leg, units, findings.fees());
        count(leg, findings);
    }

    /** The same for a second look: pays what wasn't paid before. */
    void enforceReview(ContractTerms terms, Leg leg, int units, Findings findings) {
        List<Fee> unpaid = new ArrayList<>(findings.fees());
        ledger.find(new TransferId(leg.id() + ".checks"))
                .ifPresent(paid -> paid.postings().forEach(posting -> leaveOut(posting, leg, units, unpaid)));
        pay(new TransferId(leg.id() + ".review"), terms, leg, units, unpaid);
        count(leg, findings);
    }

    private static void leaveOut(Posting posting, Leg leg, int units, List<Fee> unpaid) {
        Credits left = posting.amount();
        Credits price = price(leg, units);
        while (price.micro() > 0 && left.compareTo(price) >= 0) {
            unpaid.stream()
                    .filter(fee -> new Account.OfParty(fee.checker()).equals(posting.account()))
                    .findFirst()
                    .ifPresent(unpaid::remove);
            left = left.minus(price);
        }
    }

    private static Credits price(Leg leg, int units) {
        return leg.pairing().worth().portion(BigInteger.ONE, BigInteger.valueOf(units));
    }

    private void count(Leg leg, Findings findings) {
        for (Verdict verdict : findings.verdicts()) {
            note(leg.id(), verdict.party(), verdict.kind(), verdict.results(), verdict.detail());
        }
    }

    /** Whoever has had an order of an unfinished leg until now is too late. */
    void expired(ContractTerms terms, Set<String> delivered, Collection<Order> orders) {
        for (Order order : orders) {
            if (order.state() == Order.State.OPEN && !delivered.contains(order.leg())) {
                note(order.leg(), order.executor(), Kind.EXPIRED, 1, order.id() + ": not done by " + terms.until());
            }
        }
    }

    private void note(String leg, PartyId party, Kind kind, int results, String detail) {
        String words = detail.startsWith(leg) ? detail : detail.isEmpty() ? leg : leg + ": " + detail;
        reputations.note(Outcome.of(leg, party, kind, results, clock.instant(), words));
    }

    /** The contract's price for a unit, a run. A taker that checks what it takes does so for itself. */
    private void pay(TransferId id, ContractTerms terms, Leg leg, int units, List<Fee> fees) {
        Credits price = price(leg, units);
        Map<PartyId, Credits> moved = new TreeMap<>();
        for (Fee fee : fees) {
            if (!fee.checker().equals(leg.pairing().taker())) {
                PartyId payer = fee.asked() ? leg.pairing().taker() : terms.coordinator();
                moved.merge(fee.checker(), price, Credits::plus);
                moved.merge(payer, price.negate(), Credits::plus);
            }
        }
        moved.values().removeIf(Credits.ZERO::equals);
        // What was posted stands: the sample may be another one if the giver's record has changed since.
        if (!moved.isEmpty() && ledger.find(id).isEmpty()) {
            List<Posting> postings = new ArrayList<>();
            moved.forEach((party, amount) -> postings.add(new Posting(new Account.OfParty(party), amount)));
            Instant now = clock.instant();
            ledger.post(new Transfer(id, now, "checks of " + leg.id(), postings));
        }
    }
}
