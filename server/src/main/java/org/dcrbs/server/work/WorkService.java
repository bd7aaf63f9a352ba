package org.dcrbs.server.work;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.dcrbs.market.Category;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.listing.Listings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Carries contracts out: whatever happens to one, its legs' plans say what is next. Everything that was decided is in the
 * store before it is sent or acknowledged, so that {@link #advance} can be called at any time, any number of times.
 */
@Service
public class WorkService {
    private static final Logger LOG = LoggerFactory.getLogger(WorkService.class);
    /** How long after its last delivery should have ended a contract may still be completed. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final Duration TO_REVIEW = Duration.ofDays(1);

    private final OrderStore orders;
    private final Contracts contracts;
    private final Listings listings;
    private final Blobs blobs;
    private final Nodes nodes;
    private final Checks checks;
    private final Verdicts verdicts;
    private final Reviewed reviewed;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** One contract is advanced by one thread at a time; contracts share locks by the hash of their id. */
    private final List<Lock> locks =
            IntStream.range(0, 64).mapToObj(i -> (Lock) new ReentrantLock()).toList();

    WorkService(
            OrderStore orders,
            Contracts contracts,
            Listings listings,
            Blobs blobs,
            Nodes nodes,
            Checks checks,
            Verdicts verdicts,
            Reviewed reviewed,
            Clock clock) {
        this.orders = orders;
        this.contracts = contracts;
        this.listings = listings;
        this.blobs = blobs;
        this.nodes = nodes;
        this.checks = checks;
        this.verdicts = verdicts;
        this.reviewed = reviewed;
        this.clock = clock;
    }

    /** What the party's node has still to do; sent when it connects. */
    public List<WorkOrder> openOrders(PartyId party) {
        Map<ContractId, Boolean> over = new HashMap<>();
        return orders.openOf(party).stream()
                // A crash may have come between a contract's end and that of its orders.
                .filter(order -> !over.computeIfAbsent(order.contract(), this::isOver))
                .map(Order::order)
                .toList();
    }

    private boolean isOver(ContractId id) {
        return contracts.find(id).map(Contract::isFinal).orElse(true) && !reviewed.isReviewed(id);
    }

    /** Whether the party's node is to send a file with that hash. */
    public boolean awaitsFile(PartyId party, ByteString sha256) {
        return openOrders(party).stream()
                .anyMatch(order -> order.hasFileSend()
                        && !order.getFileSend().getHeld()
                        && order.getFileSend().getSha256().equals(sha256));
    }

    /** Whether the result is of an order that the party's node still has to do. */
    public boolean awaits(PartyId party, WorkResult result) {
        return orders.find(result.getOrderId())
                .filter(order -> order.executor().equals(party))
                .map(order -> order.awaits(result))
                .orElse(false);
    }

    /** All orders of a contract, by id. */
    public Collection<Order> ordersOf(ContractId contract) {
        return orders.ofContract(contract).values();
    }

    /**
     * Takes in a result; on return it is stored, or was before. A result that nobody waits for is passed over.
     *
     * @param party whose node it comes from
     * @throws IOException if the output can't be kept
     */
    public void accept(PartyId party, WorkResult result) throws IOException {
        Optional<Order> known = orders.find(result.getOrderId());
        if (known.isEmpty() || !known.get().executor().equals(party)) {
            LOG.warn("{} sent a result of {}, which is no order of its own.", party, result.getOrderId());
            return;
        }
        Order now = known.get();
        if (now.awaits(result)) {
            String output = result.getOutputSha256().isEmpty()
                    ? blobs.put(result.getOutput().toByteArray())
                    : HexFormat.of().formatHex(result.getOutputSha256().toByteArray());
            now = orders.update(
                            now.id(),
                            order -> order.awaits(result) ? Optional.of(order.after(result, output)) : Optional.empty())
                    .orElseThrow();
        }
        if (now.state() == Order.State.OPEN && now.attempt() > result.getAttempt()) {
            nodes.send(party, now.order());
        }
        advance(now.contract());
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
        Lock lock = lock(id);
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

    /**
     * Goes on with looking again at a leg that its taker complains about: delivered work units are computed by a third, of
     * storage that is leased now a piece is asked for. May be called any number of times, also after it has come to an end.
     */
    public Review review(ContractId id, String legId) {
        Lock lock = lock(id);
        lock.lock();
        try {
            Contract contract = contracts.find(id).orElseThrow();
            Leg leg = contract.terms().legs().stream()
                    .filter(one -> one.id().equals(legId))
                    .findFirst()
                    .orElseThrow();
            return review(contract, leg);
        } catch (IOException e) {
            throw new UncheckedIOException("contract " + id, e);
        } finally {
            lock.unlock();
        }
    }

    private Review review(Contract contract, Leg leg) throws IOException {
        boolean delivered = contract.delivered().contains(leg.id());
        if (contract.isFinal() && !delivered) {
            return new Review.Wrong("it was not delivered, and not paid");
        }
        LegPlan plan = plan(leg, orders.ofContract(contract.terms().id()));
        Optional<Step> next = plan.review(delivered);
        if (next.isEmpty()) {
            verdicts.enforceReview(contract.terms(), leg, units(leg), delivered ? plan.reviewed() : Findings.NONE);
            return new Review.Right(
                    leg.pairing().least().category() == Category.STORAGE
                            ? "it was there when it was asked for"
                            : "others computed the same");
        }
        if (next.get() instanceof Step.Failed failed && delivered) {
            verdicts.enforceReview(contract.terms(), leg, units(leg), failed.findings());
            boolean blamed = failed.findings().verdicts().stream()
                    .anyMatch(verdict -> verdict.party().equals(leg.pairing().giver())
                            && !verdict.kind().isGood());
            return blamed ? new Review.Wrong(failed.reason()) : new Review.Undecided(failed.reason());
        }
        if (next.get() instanceof Step.Failed failed
                && failed.findings().verdicts().isEmpty()) {
            return new Review.Undecided(failed.reason());
        }
        return take(contract.terms(), leg, next.get())
                ? new Review.Pending("others are asked")
                : new Review.Wrong("it was not there, and is not paid");
    }

    private Lock lock(ContractId id) {
        return locks.get(Math.floorMod(id.hashCode(), locks.size()));
    }

    private void advance(Contract contract) throws IOException {
        ContractId id = contract.terms().id();
        if (clock.instant().isAfter(contract.terms().until().plus(GRACE))) {
            verdicts.expired(
                    contract.terms(),
                    contract.delivered(),
                    orders.ofContract(id).values());
            contracts.expire(id);
            cancelOpen(id, "the contract's time is over");
            return;
        }
        boolean carriedOut = contract.terms().parties().stream().anyMatch(nodes::enrolled);
        if (!carriedOut || !contracts.start(id)) {
            return;
        }
        Map<String, Order> known = orders.ofContract(id);
        for (Leg leg : contract.terms().legs()) {
            boolean open = !contract.delivered().contains(leg.id());
            if (open && !take(contract.terms(), leg, plan(leg, known).next())) {
                return;
            }
        }
    }

    /** Takes the leg's next step; tells whether the contract goes on. */
    private boolean take(ContractTerms terms, Leg leg, Step step) {
        ContractId id = terms.id();
        if (step instanceof Step.Issue issue) {
            issue.replaced().forEach(order -> cancel(order, "replaced by another"));
            List<Order> issued =
                    issue.orders().stream().map(draft -> order(id, leg, draft)).toList();
            orders.add(issued);
            issued.forEach(order -> nodes.send(order.executor(), order.order()));
        } else if (step instanceof Step.Delivered delivered) {
            LOG.info("{}: delivered.", leg.id());
            verdicts.enforce(terms, leg, units(leg), delivered.findings());
            delivered.over().forEach(order -> cancel(order, "the leg is delivered"));
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

    private void cancelOpen(ContractId id, String reason) {
        for (Order open : orders.ofContract(id).values()) {
            if (open.state() == Order.State.OPEN) {
                cancel(open.id(), reason);
            }
        }
    }

    /** What comes of it afterwards is passed over. */
    private void cancel(String id, String reason) {
        orders.update(
                        id,
                        order -> order.state() == Order.State.OPEN
                                ? Optional.of(order.failed(reason))
                                : Optional.empty())
                .ifPresent(order -> nodes.cancel(order.executor(), id, reason));
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
        return new Order(
                draft.id(),
                contract,
                leg.id(),
                draft.executor(),
                Base64.getEncoder().encodeToString(task.toByteArray()),
                1,
                Order.State.OPEN,
                Optional.empty(),
                0,
                0,
                "");
    }

    /** What is asked for when the delivery's time is over belongs to a review, which isn't pressed for time. */
    private long deadline(Pairing pairing, Step.Draft draft) {
        Instant until = pairing.window().until();
        Instant due = clock.instant().isAfter(until) ? clock.instant().plus(TO_REVIEW) : until.plus(GRACE);
        long own = draft.task().getDeadlineEpochMs();
        return own > 0 ? own : due.toEpochMilli();
    }

    private LegPlan plan(Leg leg, Map<String, Order> known) {
        Offer offer = (Offer) listings.find(leg.pairing().offer()).orElseThrow().listing();
        World world = new World(leg.pairing(), nodes, checks, listings, blobs, clock, random);
        return new LegPlan(leg, offer.spec(), job(leg), known, world);
    }

    private Optional<Job> job(Leg leg) {
        Demand demand =
                (Demand) listings.find(leg.pairing().demand()).orElseThrow().listing();
        return demand.requirements().stream()
                .filter(requirement -> requirement.name().equals(leg.pairing().requirement()))
                .findFirst()
                .flatMap(Requirement::job);
    }

    private int units(Leg leg) {
        return job(leg).map(job ->
                        job instanceof Job.Compute compute ? compute.inputs().size() : 1)
                .orElse(1);
    }
}
