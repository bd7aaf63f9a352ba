package org.dcrbs.server.work;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Pairing;
import org.dcrbs.protocol.v1.AccessLease;
import org.dcrbs.protocol.v1.AccessProbe;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.work.Step.Delivered;
import org.dcrbs.server.work.Step.Issue;
import org.dcrbs.server.work.Step.Waiting;

/**
 * How internet access is leased: an order that keeps the rate on the giver's line, and while it lasts {@value #PROBES} probes,
 * each at a moment drawn within its part of the lease. They never end a lease, for no line is always up; at its end they
 * are one of the {@link AccessVerdict witnesses}.
 */
final class AccessPlan {
    static final String LEASE = "access";
    static final int PROBES = 3;
    /** How long a node may take, asleep or away though it be. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Pairing pairing;
    private final LegOrders orders;
    private final Surroundings around;

    AccessPlan(Pairing pairing, LegOrders orders, Surroundings around) {
        this.pairing = pairing;
        this.orders = orders;
        this.around = around;
    }

    Step next() throws IOException {
        InternetAccess agreed = (InternetAccess) pairing.least();
        Optional<Order> lease = orders.find(LEASE);
        if (lease.isEmpty()) {
            return new Issue(List.of(orders.draft(
                    LEASE,
                    pairing.giver(),
                    WorkOrder.newBuilder()
                            .setAccess(AccessLease.newBuilder()
                                    .setKilobitsPerSecond(agreed.kilobitsPerSecond())
                                    .setUntilEpochMs(pairing.window().until().toEpochMilli())))));
        }
        return lease.get().isDone() ? new Delivered(verdict(agreed, lease.get())) : probe(lease.get());
    }

    private Step probe(Order lease) {
        if (!around.now().isBefore(pairing.window().until())) {
            return new Waiting();
        }
        int due = new AuditMoments(pairing.window(), lease.id(), PROBES, around).due();
        // Those that nobody was there to send in their time are made up for by the last of them.
        String name = name(due - 1);
        if (due == 0 || orders.find(name).isPresent()) {
            return new Waiting();
        }
        Optional<String> url = around.probe(orders.id(name));
        return url.isEmpty() ? new Waiting() : new Issue(List.of(draft(lease, name, url.get())));
    }

    private Step.Draft draft(Order lease, String name, String url) {
        Instant until = around.now().plus(PATIENCE);
        Instant end = pairing.window().until();
        return orders.draft(
                name,
                pairing.giver(),
                WorkOrder.newBuilder()
                        .setDeadlineEpochMs((until.isBefore(end) ? until : end).toEpochMilli())
                        .setAccessProbe(AccessProbe.newBuilder()
                                .setLeaseOrderId(lease.id())
                                .setUrl(url)
                                .setBytes(ProbeController.BYTES)));
    }

    private static String name(int number) {
        return "p" + number;
    }

    private Findings verdict(InternetAccess agreed, Order lease) throws IOException {
        List<ProbeResult> probes = new ArrayList<>();
        for (int number = 0; number < PROBES; number++) {
            Optional<Order> probe = orders.find(name(number));
            if (probe.isPresent()) {
                ProbeResult.of(probe.get(), pairing.window().until(), around.seed(orders.id(name(number))), around)
                        .ifPresent(probes::add);
            }
        }
        return new AccessVerdict(agreed, AccessVerdict.ofGiver(lease, around), around.lessees(lease.id()), probes)
                .findings(pairing.giver());
    }
}
