package org.dcrbs.server.contract;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.ledger.Ledger;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Moves contracts through their states, and the credits with them.
 *
 * <p>Each step can be taken again after a crash: ids of contracts and transfers are derived, transitions compare and set.
 * Escrow is posted before a contract is Agreed, so that nobody works unpaid; a settlement is posted before it is Settled,
 * but after it is Breached or Expired, since only then is it known what is paid. {@link #recover} takes up
 * whatever a crash left between the two.
 */
@Service
public class Contracts {
    private final ContractStore store;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Contracts(ContractStore store, Ledger ledger, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /** Draws the contract up, holds what it costs, and binds both sides. Harmless if done before. */
    public void conclude(ContractTerms terms) {
        store.add(new Contract.Proposed(terms, clock.instant()));
        store.find(terms.id()).ifPresent(this::agree);
    }

    private void agree(Contract contract) {
        if (contract instanceof Contract.Proposed proposed) {
            ledger.post(proposed.terms().escrow(clock.instant()));
            move(
                    proposed.terms().id(),
                    state -> state instanceof Contract.Proposed from
                            ? Optional.of(from.agree(clock.instant()))
                            : Optional.empty());
        }
    }

    /** Begins the work; tells whether the contract is being carried out now. */
    public boolean start(ContractId id) {
        move(
                id,
                state -> state instanceof Contract.Agreed from
                        ? Optional.of(from.start(clock.instant()))
                        : Optional.empty());
        return store.find(id).orElseThrow() instanceof Contract.Active;
    }

    /** Notes that the leg is delivered and checked; the last one settles the contract. */
    public void deliver(ContractId id, String leg) {
        move(
                id,
                state -> state instanceof Contract.Active from
                        ? Optional.of(from.deliver(leg, clock.instant()))
                        : Optional.empty());
        store.find(id).ifPresent(this::settle);
    }

    /** Ends the contract because a delivery failed. */
    public void breach(ContractId id, String reason) {
        move(
                id,
                state -> state instanceof Contract.Active from
                        ? Optional.of(from.breach(reason, clock.instant()))
                        : Optional.empty());
        store.find(id).ifPresent(this::settle);
    }

    /** Ends the contract because its time has run out. */
    public void expire(ContractId id) {
        move(id, state -> {
            if (state instanceof Contract.Agreed from) {
                return Optional.of(from.expire(clock.instant()));
            }
            return state instanceof Contract.Active from ? Optional.of(from.expire(clock.instant())) : Optional.empty();
        });
        store.find(id).ifPresent(this::settle);
    }

    /** Pays out what is held, if the contract has come so far and that was not done yet. */
    private void settle(Contract contract) {
        boolean over = contract instanceof Contract.Delivered
                || contract instanceof Contract.Breached
                || contract instanceof Contract.Expired;
        if (!over) {
            return;
        }
        ContractTerms terms = contract.terms();
        // The time of the state, not of now: a settlement posted again after a crash is then the same one.
        ledger.post(terms.settlement(contract.delivered(), contract.since()));
        move(
                terms.id(),
                state -> state instanceof Contract.Delivered from
                        ? Optional.of(from.settle(clock.instant()))
                        : Optional.empty());
    }

    /** Completes every step that a crash interrupted. */
    public void recover() {
        for (Contract contract : store.all()) {
            agree(contract);
            settle(contract);
        }
    }

    public Optional<Contract> find(ContractId id) {
        return store.find(id);
    }

    public List<Contract> all() {
        return store.all();
    }

    /** Those that something may still happen to. */
    public List<Contract> unfinished() {
        return store.unfinished();
    }

    public boolean anyUnfinished(RoundId round) {
        return store.anyUnfinished(round);
    }

    public List<Contract> ofRound(RoundId round) {
        return store.ofRound(round);
    }

    public List<Contract> ofParty(PartyId party) {
        return store.ofParty(party);
    }

    private void move(ContractId id, Function<Contract, Optional<Contract>> transition) {
        store.move(id, transition).ifPresent(contract -> events.publishEvent(new ContractChanged(contract)));
    }
}
