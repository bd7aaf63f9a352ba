package org.dcrbs.server.work;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.Errand.ReportAccess;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.contract.Contracts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The work of nodes: what they have to do, and what they say came of it. */
@Service
public class WorkService {
    private static final Logger LOG = LoggerFactory.getLogger(WorkService.class);

    private final OrderStore orders;
    private final OrderBook book;
    private final Arrivals arrivals;
    private final ContractLocks locks;
    private final Contracts contracts;
    private final Reviewed reviewed;
    private final Nodes nodes;
    private final AccessEvidence access;

    WorkService(
            OrderStore orders,
            OrderBook book,
            Arrivals arrivals,
            ContractLocks locks,
            Contracts contracts,
            Reviewed reviewed,
            Nodes nodes,
            AccessEvidence access) {
        this.orders = orders;
        this.book = book;
        this.arrivals = arrivals;
        this.locks = locks;
        this.contracts = contracts;
        this.reviewed = reviewed;
        this.nodes = nodes;
        this.access = access;
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
        Lock lock = locks.of(lease.contract());
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
        return arrivals.add(party, contract.get(), result)
                .thenAccept(order -> order.ifPresent(known -> goOn(party, known, result)));
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

    /** Takes what the lessee of a line says of it. */
    public void report(PartyId party, ReportAccess report) {
        access.take(party, report);
    }
}
