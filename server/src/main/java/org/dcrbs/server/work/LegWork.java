package org.dcrbs.server.work;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Requirement;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.listing.Listings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts the steps of a leg's plan into effect: orders are stored, then given to nodes; what a leg has come to is enforced. */
@Component
class LegWork {
    private static final Logger LOG = LoggerFactory.getLogger(LegWork.class);
    /** How long after its last delivery should have ended a contract may still be completed. */
    static final Duration GRACE = Duration.ofMinutes(10);

    private static final Duration TO_REVIEW = Duration.ofDays(1);

    private final OrderBook book;
    private final Contracts contracts;
    private final Listings listings;
    private final Outputs outputs;
    private final Nodes nodes;
    private final Checks checks;
    private final Verdicts verdicts;
    private final AccessEvidence access;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    LegWork(
            OrderBook book,
            Contracts contracts,
            Listings listings,
            Outputs outputs,
            Nodes nodes,
            Checks checks,
            Verdicts verdicts,
            AccessEvidence access,
            Clock clock) {
        this.book = book;
        this.contracts = contracts;
        this.listings = listings;
        this.outputs = outputs;
        this.nodes = nodes;
        this.checks = checks;
        this.verdicts = verdicts;
        this.access = access;
        this.clock = clock;
    }

    /** Takes the leg's next step; tells whether the contract goes on. */
    boolean take(ContractTerms terms, Leg leg, Step step) {
        ContractId id = terms.id();
        if (step instanceof Step.Issue issue) {
            cancel(id, issue.replaced(), "replaced by another");
            List<Order> issued =
                    issue.orders().stream().map(draft -> order(id, leg, draft)).toList();
            book.add(id, issued);
            issued.stream().map(Order::executor).distinct().forEach(book::give);
        } else if (step instanceof Step.Delivered delivered) {
            LOG.info("{}: delivered.", leg.id());
            verdicts.enforce(terms, leg, units(leg), delivered.findings());
            cancel(id, delivered.over(), "the leg is delivered");
            contracts.deliver(id, leg.id());
        } else if (step instanceof Step.Failed failed) {
            LOG.warn("{}: {}", leg.id(), failed.reason());
            verdicts.enforce(terms, leg, units(leg), failed.findings());
            contracts.breach(id, leg.id() + ": " + failed.reason());
            cancelOpen(id, "the contract is breached");
            return false;
        }
        return true;
    }

    void cancelOpen(ContractId id, String reason) {
        List<Order> open = book.of(id).all().stream()
                .filter(order -> order.state() == Order.State.OPEN)
                .toList();
        cancel(id, open.stream().map(Order::id).toList(), reason);
    }

    /** What comes of them afterwards is passed over. */
    private void cancel(ContractId contract, List<String> ids, String reason) {
        ContractOrders known = book.of(contract);
        List<Order> ended = new ArrayList<>();
        for (String id : ids) {
            known.find(id)
                    .filter(order -> order.state() == Order.State.OPEN)
                    .ifPresent(order -> ended.add(order.failed(reason)));
        }
        book.replace(ended);
        ended.forEach(order -> nodes.cancel(order.executor(), order.id(), reason));
        // What else they have to do moves up.
        ended.stream().map(Order::executor).distinct().forEach(book::give);
    }

    private Order order(ContractId contract, Leg leg, Step.Draft draft) {
        Pairing pairing = leg.pairing();
        String own = pairing.giver() + ".";
        boolean usesLot = draft.executor().equals(pairing.giver())
                && pairing.offer().value().startsWith(own);
        WorkOrder task = draft.task()
                .setId(draft.id())
                .setContractId(contract.value())
                .setDeadlineEpochMs(deadline(pairing, draft))
                .setLessee(
                        draft.executor().equals(pairing.giver())
                                ? pairing.taker().value()
                                : draft.task().getLessee())
                .setLocalId(usesLot ? pairing.offer().value().substring(own.length()) : "")
                .build();
        return Order.open(draft.id(), contract, leg.id(), draft.executor(), task);
    }

    /** What is asked for when the delivery's time is over belongs to a review, which isn't pressed for time. */
    private long deadline(Pairing pairing, Step.Draft draft) {
        Instant until = pairing.window().until();
        Instant due = clock.instant().isAfter(until) ? clock.instant().plus(TO_REVIEW) : until.plus(GRACE);
        long own = draft.task().getDeadlineEpochMs();
        return own > 0 ? own : due.toEpochMilli();
    }

    LegPlan plan(Leg leg, ContractOrders known) {
        Offer offer = (Offer) listings.find(leg.pairing().offer()).orElseThrow().listing();
        World world =
                new World(leg.pairing(), nodes, checks, listings, outputs, access, clock, random, new HashMap<>());
        return new LegPlan(leg, offer.spec(), job(leg), known.byId(), world);
    }

    private Optional<Job> job(Leg leg) {
        Demand demand =
                (Demand) listings.find(leg.pairing().demand()).orElseThrow().listing();
        return demand.requirements().stream()
                .filter(requirement -> requirement.name().equals(leg.pairing().requirement()))
                .findFirst()
                .flatMap(Requirement::job);
    }

    int units(Leg leg) {
        return job(leg).map(job ->
                        job instanceof Job.Compute compute ? compute.inputs().size() : 1)
                .orElse(1);
    }
}
