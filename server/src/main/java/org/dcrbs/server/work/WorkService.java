package org.dcrbs.server.work;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.Leg;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.Errand.ReportAccess;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.store.Store;
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
    private static final int PARTS = 64;

    private final OrderStore orders;
    private final OrderBook book;
    private final Arrivals arrivals;
    private final Contracts contracts;
    private final LegWork legs;
    private final Reviews reviews;
    private final Reviewed reviewed;
    private final Verdicts verdicts;
    private final Nodes nodes;
    private final Executor threads;
    private final AccessEvidence access;
    private final Clock clock;
    /** One contract is advanced by one thread at a time; contracts share parts by the hash of their id. */
    private final List<Part> parts =
            IntStream.range(0, PARTS).mapToObj(number -> new Part()).toList();

    /** Contracts that share a lock; whether a thread is on its way to take in what has arrived for them. */
    private record Part(Lock lock, AtomicBoolean called) {
        Part() {
            this(new ReentrantLock(), new AtomicBoolean());
        }
    }

    WorkService(
            OrderStore orders,
            OrderBook book,
            Outputs outputs,
            Store store,
            Contracts contracts,
            LegWork legs,
            Reviews reviews,
            Reviewed reviewed,
            Verdicts verdicts,
            Nodes nodes,
            Executor workThreads,
            AccessEvidence access,
            Clock clock) {
        this.orders = orders;
        this.book = book;
        this.arrivals = new Arrivals(book, outputs, store, PARTS);
        this.contracts = contracts;
        this.legs = legs;
        this.reviews = reviews;
        this.reviewed = reviewed;
        this.verdicts = verdicts;
        this.nodes = nodes;
        this.threads = workThreads;
        this.access = access;
        this.clock = clock;
    }

    /** What the party's node has still to do. */
    public List<WorkOrder> openOrders(PartyId party) {
        passOver(party);
        return book.openOf(party).stream()
                .flatMap(ref -> book.find(ref.contract(), ref.id()).stream())
                .map(Order::order)
                .toList();
    }

    /** Gives the party's node, which has just connected, what it has to do, as much of it as it may have at once. */
    public void connected(PartyId party) {
        passOver(party);
        book.giveAgain(party);
    }

    /** A crash may have come between a contract's end and that of its orders. */
    private void passOver(PartyId party) {
        Map<ContractId, Boolean> over = new HashMap<>();
        for (OpenOrders.Ref ref : book.openOf(party)) {
            if (over.computeIfAbsent(ref.contract(), this::isOver)) {
                book.pass(party, ref.id());
            }
        }
    }

    private boolean isOver(ContractId id) {
        return contracts.find(id).map(Contract::isFinal).orElse(true)
                && !reviewed.contracts().contains(id);
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
        return book.open(party, result.getOrderId())
                .flatMap(ref -> book.find(ref.contract(), ref.id()))
                .map(order -> order.awaits(result))
                .orElse(false);
    }

    /**
     * The lessee uses the memory or storage itself from now on; from then on nobody else proves that it is there. Harmless if
     * done before.
     *
     * @throws NoSuchElementException if no such thing is kept for that party
     */
    public void use(PartyId lessee, String orderId) {
        Order lease = orders.find(orderId)
                .filter(order -> order.state() == Order.State.OPEN)
                .filter(order -> order.order().getLessee().equals(lessee.value()))
                .filter(order -> order.order().hasMemory() || order.order().hasStorage())
                .orElseThrow(() -> new NoSuchElementException("no memory or storage is kept for you by " + orderId));
        Lock lock = parts.get(part(lease.contract())).lock();
        lock.lock();
        try {
            book.add(lease.contract(), List.of(Order.use(lease, lessee)));
        } finally {
            lock.unlock();
        }
    }

    /** Whether the lessee of what the party keeps by that order has said that it uses it. */
    public boolean isUsed(PartyId giver, String orderId) {
        return orders.find(orderId)
                .filter(lease -> lease.executor().equals(giver))
                .flatMap(lease -> orders.find(Order.use(lease)))
                .isPresent();
    }

    /** All orders of a contract, by id. */
    public Collection<Order> ordersOf(ContractId contract) {
        return book.held(contract)
                .map(ContractOrders::all)
                .orElseGet(() -> orders.ofContract(contract).orders());
    }

    /**
     * Takes in a result, and lets the contract advance. One that nobody waits for is passed over.
     *
     * @param party whose node it comes from
     * @return done when the result is stored, or was before; failed if it or its output can't be
     */
    public CompletableFuture<Void> accept(PartyId party, WorkResult result) {
        Optional<ContractId> contract = contractOf(party, result.getOrderId());
        if (contract.isEmpty()) {
            LOG.warn("{} sent a result of {}, which is no order of its own.", party, result.getOrderId());
            return CompletableFuture.completedFuture(null);
        }
        int number = part(contract.get());
        CompletableFuture<Void> taken = arrivals.add(number, party, contract.get(), result)
                .thenAccept(order -> order.ifPresent(known -> goOn(party, known, result)));
        call(number);
        return taken;
    }

    private void call(int part) {
        if (parts.get(part).called().compareAndSet(false, true)) {
            threads.execute(() -> takeIn(part));
        }
    }

    private Optional<ContractId> contractOf(PartyId party, String order) {
        return book.open(party, order)
                .map(OpenOrders.Ref::contract)
                .or(() -> orders.find(order)
                        .filter(known -> known.executor().equals(party))
                        .map(Order::contract));
    }

    private void goOn(PartyId party, Order order, WorkResult result) {
        if (order.state() == Order.State.OPEN && order.attempt() > result.getAttempt()) {
            nodes.send(party, order.order());
        }
        book.give(party);
    }

    private void takeIn(int number) {
        Part part = parts.get(number);
        part.lock().lock();
        try {
            part.called().set(false);
            for (ContractId contract : arrivals.takeIn(number)) {
                advanceIfDue(contract);
            }
        } finally {
            part.lock().unlock();
        }
        if (arrivals.anyWaits(number)) {
            call(number);
        }
    }

    private void advanceIfDue(ContractId contract) {
        try {
            if (book.of(contract).due()) {
                advance(contract);
            }
        } catch (RuntimeException e) {
            // The results are stored and acknowledged: what follows from them can wait.
            LOG.error("Contract {} could not be advanced; it is tried again.", contract, e);
        }
    }

    /** Takes what the lessee of a line says of it. */
    public void report(PartyId party, ReportAccess report) {
        access.take(party, report);
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
        Lock lock = parts.get(part(id)).lock();
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
        Lock lock = parts.get(part(id)).lock();
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

    private static int part(ContractId id) {
        return Math.floorMod(id.hashCode(), PARTS);
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
