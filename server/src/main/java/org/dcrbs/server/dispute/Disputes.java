package org.dcrbs.server.dispute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Account;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Leg;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Posting;
import org.dcrbs.market.Transfer;
import org.dcrbs.market.TransferId;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.dispute.Dispute.State;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.reputation.Outcome;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.work.ContractWork;
import org.dcrbs.server.work.Review;
import org.springframework.stereotype.Service;

/**
 * Takes disputes in and brings them to an end: a third run decides on work units, a challenge on storage, a person on
 * everything else. The decision is stored first, then the refund posted, under an id that follows from the leg;
 * {@link #advance} makes up for what a crash left between the two.
 */
@Service
public class Disputes {
    /** For so long after a contract is delivered it may be disputed. */
    public static final Duration WINDOW = Duration.ofDays(3);

    private static final int LONGEST_REASON = 500;

    private final DisputeStore store;
    private final Contracts contracts;
    private final ContractWork work;
    private final Ledger ledger;
    private final Reputations reputations;
    private final Clock clock;

    Disputes(
            DisputeStore store,
            Contracts contracts,
            ContractWork work,
            Ledger ledger,
            Reputations reputations,
            Clock clock) {
        this.store = store;
        this.contracts = contracts;
        this.work = work;
        this.ledger = ledger;
        this.reputations = reputations;
        this.clock = clock;
    }

    /**
     * Opens a dispute, and begins to look again.
     *
     * @param number which of the legs that the party takes, by its number; not needed if it takes one only
     */
    public Dispute open(ContractId id, Optional<Integer> number, PartyId by, String reason) {
        Contract contract = contracts.find(id).orElseThrow(() -> new NotFoundException("no contract " + id));
        Leg leg = leg(contract, number, by);
        boolean paid = contract instanceof Contract.Delivered || contract instanceof Contract.Settled;
        if (!paid && !(contract instanceof Contract.Active)) {
            throw new BadInputException("contract " + id + " is " + contract.state() + "; there is nothing to dispute");
        }
        if (paid && clock.instant().isAfter(contract.since().plus(WINDOW))) {
            throw new BadInputException("contract " + id + " was delivered at " + contract.since()
                    + "; it could be disputed for " + WINDOW.toDays() + " days");
        }
        Dispute dispute = new Dispute(
                Dispute.idOf(leg.id()),
                id,
                leg.id(),
                by,
                words("reason", reason),
                State.OPEN,
                "",
                Credits.ZERO,
                "",
                clock.instant());
        if (!store.add(dispute)) {
            throw new BadInputException("leg " + leg.id() + " has been disputed before");
        }
        return review(dispute);
    }

    /** A person decides. */
    public Dispute resolve(String id, boolean upheld, Optional<Credits> refund, String person, String why) {
        Dispute dispute = find(id);
        Credits worth = leg(dispute).pairing().worth();
        Credits back = upheld && isDelivered(dispute) ? refund.orElse(worth) : Credits.ZERO;
        if (back.isNegative() || back.compareTo(worth) > 0) {
            throw new BadInputException("refund: " + back + " is not between 0 and the leg's worth of " + worth);
        }
        String name = words("by", person);
        String account = words("reason", why);
        if (!dispute.isOpen()) {
            throw new BadInputException("dispute " + id + " is " + dispute.state() + " already");
        }
        return decide(dispute, upheld ? State.UPHELD : State.DISMISSED, account, back, name);
    }

    /** Goes on with those that are open, and completes what a crash interrupted. */
    public void advance() {
        store.upheld().forEach(this::enforce);
        store.open().forEach(this::review);
    }

    public List<Dispute> all() {
        return store.all();
    }

    public Dispute find(String id) {
        return store.find(id).orElseThrow(() -> new NotFoundException("no dispute " + id));
    }

    private Dispute review(Dispute dispute) {
        Review review = work.review(dispute.contract(), dispute.leg());
        if (review instanceof Review.Right right) {
            return decide(dispute, State.DISMISSED, right.account(), Credits.ZERO, "");
        }
        if (review instanceof Review.Wrong wrong) {
            Credits back = isDelivered(dispute) ? leg(dispute).pairing().worth() : Credits.ZERO;
            return decide(dispute, State.UPHELD, wrong.account(), back, "");
        }
        return store.update(dispute.id(), open -> open.standing(review.account()))
                .orElseThrow();
    }

    private Dispute decide(Dispute dispute, State as, String why, Credits back, String person) {
        Instant now = clock.instant();
        Dispute decided = store.update(dispute.id(), open -> open.decided(as, why, back, person, now))
                .orElseThrow();
        enforce(decided);
        return decided;
    }

    private void enforce(Dispute dispute) {
        if (dispute.state() != State.UPHELD) {
            return;
        }
        PartyId giver = leg(dispute).pairing().giver();
        if (!dispute.decidedBy().isEmpty()) {
            // What a review finds, it has counted itself.
            reputations.note(Outcome.of(dispute.leg(), giver, Kind.FAILED, 1, dispute.since(), dispute.account()));
        }
        if (dispute.refund().micro() > 0) {
            ledger.post(new Transfer(
                    new TransferId(dispute.leg() + ".refund"),
                    dispute.since(),
                    "refund of " + dispute.leg(),
                    List.of(
                            new Posting(
                                    new Account.OfParty(giver), dispute.refund().negate()),
                            new Posting(new Account.OfParty(dispute.by()), dispute.refund()))));
        }
    }

    private boolean isDelivered(Dispute dispute) {
        return contracts.find(dispute.contract()).orElseThrow().delivered().contains(dispute.leg());
    }

    private Leg leg(Dispute dispute) {
        return contracts.find(dispute.contract()).orElseThrow().terms().legs().stream()
                .filter(leg -> leg.id().equals(dispute.leg()))
                .findFirst()
                .orElseThrow();
    }

    private static Leg leg(Contract contract, Optional<Integer> number, PartyId by) {
        List<Leg> taken = contract.terms().legs().stream()
                .filter(leg -> leg.pairing().taker().equals(by))
                .filter(leg ->
                        number.isEmpty() || leg.id().equals(contract.terms().id() + "/" + number.get()))
                .toList();
        if (taken.size() == 1) {
            return taken.get(0);
        }
        String which = taken.isEmpty()
                ? by + " takes nothing" + number.map(n -> " by leg " + n).orElse("")
                : by + " takes " + taken.size() + " things; which leg is it about?";
        throw new BadInputException("contract " + contract.terms().id() + ": " + which);
    }

    private static String words(String field, String text) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
        if (plain.isEmpty() || plain.length() > LONGEST_REASON) {
            throw new BadInputException(field + ": want 1 to " + LONGEST_REASON + " characters");
        }
        return plain;
    }
}
