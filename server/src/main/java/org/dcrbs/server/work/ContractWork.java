package org.dcrbs.server.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.Leg;
import org.dcrbs.server.contract.Contracts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Carries contracts out: whatever happens to one, its legs' plans say what is next. Everything that was decided is in the
 * store before it is sent, so that {@link #advance} can be called at any time, any number of times.
 */
@Service
public class ContractWork {
    private static final Logger LOG = LoggerFactory.getLogger(ContractWork.class);

    private final OrderBook book;
    private final ContractLocks locks;
    private final Contracts contracts;
    private final LegWork legs;
    private final Reviews reviews;
    private final Verdicts verdicts;
    private final Nodes nodes;
    private final Clock clock;

    ContractWork(
            OrderBook book,
            ContractLocks locks,
            Contracts contracts,
            LegWork legs,
            Reviews reviews,
            Verdicts verdicts,
            Nodes nodes,
            Clock clock) {
        this.book = book;
        this.locks = locks;
        this.contracts = contracts;
        this.legs = legs;
        this.reviews = reviews;
        this.verdicts = verdicts;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** Advances all contracts that something may still happen to; one that can't be doesn't keep the others waiting. */
    public void advanceAll() {
        for (Contract contract : contracts.unfinished()) {
            try {
                advance(contract.terms().id());
            } catch (RuntimeException e) {
                LOG.error(
                        "Contract {} could not be advanced; it is tried again.",
                        contract.terms().id(),
                        e);
            }
        }
    }

    /** Starts the contract if it is agreed, takes its legs' next steps, and ends it when its time is over. */
    public void advance(ContractId id) {
        Lock lock = locks.of(id);
        lock.lock();
        try {
            Optional<Contract> contract = contracts.find(id);
            if (contract.isPresent() && !contract.get().isFinal()) {
                advance(contract.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("contract " + id, e);
        } finally {
            lock.unlock();
        }
    }

    /** The same if what has come in since the last time may make a difference; the caller holds the contract's lock. */
    void advanceIfDue(ContractId contract) {
        try {
            if (book.of(contract).due()) {
                advance(contract);
            }
        } catch (RuntimeException e) {
            // The results are stored and acknowledged: what follows from them can wait.
            LOG.error("Contract {} could not be advanced; it is tried again.", contract, e);
        }
    }

    /**
     * Goes on with looking again at a leg that its taker complains about: delivered work units are computed by a third, of
     * storage that is leased now a piece is asked for. May be called any number of times, also after it has come to an end.
     */
    public Review review(ContractId id, String legId) {
        Lock lock = locks.of(id);
        lock.lock();
        try {
            Contract contract = contracts.find(id).orElseThrow();
            Leg leg = contract.terms().legs().stream()
                    .filter(one -> one.id().equals(legId))
                    .findFirst()
                    .orElseThrow();
            return reviews.review(contract, leg);
        } catch (IOException e) {
            throw new UncheckedIOException("contract " + id, e);
        } finally {
            lock.unlock();
        }
    }

    private void advance(Contract contract) throws IOException {
        ContractId id = contract.terms().id();
        if (clock.instant().isAfter(contract.terms().until().plus(LegWork.GRACE))) {
            verdicts.expired(contract.terms(), contract.delivered(), book.of(id).all());
            contracts.expire(id);
            legs.cancelOpen(id, "the contract's time is over");
            return;
        }
        boolean carriedOut = contract.terms().parties().stream().anyMatch(nodes::enrolled);
        if (!carriedOut || !contracts.start(id)) {
            return;
        }
        if (contract instanceof Contract.Agreed) {
            book.begin(id);
        }
        ContractOrders known = book.of(id);
        known.looked();
        for (Leg leg : contract.terms().legs()) {
            boolean open = !contract.delivered().contains(leg.id());
            if (open && !legs.take(contract.terms(), leg, legs.plan(leg, known).next())) {
                return;
            }
        }
        if (contracts.find(id).map(Contract::isFinal).orElse(true)) {
            book.forget(id);
        }
    }
}
