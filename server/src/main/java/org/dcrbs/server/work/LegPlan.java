package org.dcrbs.server.work;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Spec;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.PeripheralTask;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.work.Step.Delivered;
import org.dcrbs.server.work.Step.Failed;
import org.dcrbs.server.work.Step.Waiting;

/**
 * How one leg is carried out, category by category: the next step follows from the orders so far alone, so that it can be
 * asked for at any time, after a crash too.
 *
 * <ul>
 *   <li>I with a job: its units on the giver's node; then some or all of them again at others, to be the same bit for bit;
 *       then all results together to the taker. Without a job the power is kept free until its time is over.
 *   <li>II, III: a lease on the giver's node, proven by the digest of what it was told to fill it with; storage is audited
 *       meanwhile.
 *   <li>IV: the document printed, or the picture taken and handed to the taker.
 *   <li>V: the file from the giver's node to the taker's, or by way of the coordinator.
 *   <li>VI: the rate kept on the giver's line for the taker to go through, and probed meanwhile. With a job, web work by the
 *       giver's node, and its report to the taker.
 *   <li>VII: nothing; the settlement moves it in the ledger.
 * </ul>
 */
final class LegPlan {
    private final Leg leg;
    private final Spec offered;
    private final Optional<Job> job;
    private final LegOrders orders;
    private final Surroundings around;

    /**
     * @param offered the spec of the offer behind the leg
     * @param orders those of the whole contract, by id
     */
    LegPlan(Leg leg, Spec offered, Optional<Job> job, Map<String, Order> orders, Surroundings around) {
        this.leg = leg;
        this.offered = offered;
        this.job = job;
        this.orders = new LegOrders(leg, orders);
        this.around = around;
    }

    Step next() throws IOException {
        Optional<Order> failed = failed();
        if (failed.isPresent()) {
            String reason = failed.get().id() + ": " + failed.get().detail();
            // A site that does not consent, or can't be had, is no fault of the giver's.
            boolean nobodys = failed.get().order().hasWeb() && failed.get().isRefused();
            return new Failed(
                    reason, nobodys ? Findings.NONE : Findings.of(failed.get().executor(), Kind.FAILED, reason));
        }
        Pairing pairing = leg.pairing();
        if (around.now().isBefore(pairing.window().from())) {
            return new Waiting();
        }
        return switch (pairing.least().category()) {
            case COMPUTING_POWER -> job.isPresent() ? compute((Job.Compute) job.get()) : keptFree();
            case MEMORY, STORAGE -> lease().next();
            case PERIPHERAL -> peripheral();
            case FILE -> new FilePlan(leg, offered, orders, around).next();
            case INTERNET_ACCESS ->
                job.isPresent() ? web((Job.Web) job.get()) : new AccessPlan(pairing, orders, around).next();
            case MONEY -> new Delivered(Findings.NONE);
        };
    }

    /** An order whose failure is the leg's. Of work units, checks, audits and ways of a file, their plans know what to make. */
    private Optional<Order> failed() {
        if (job.isPresent() && job.get() instanceof Job.Compute) {
            return orders.failed("receive");
        }
        return switch (leg.pairing().least().category()) {
            case STORAGE -> orders.failed(LeasePlan.LEASE);
            case INTERNET_ACCESS -> job.isPresent() ? orders.failed() : orders.failed(AccessPlan.LEASE);
            case FILE -> orders.failed("send");
            case COMPUTING_POWER, MEMORY, PERIPHERAL, MONEY -> orders.failed();
        };
    }

    private Step compute(Job.Compute compute) throws IOException {
        ComputePlan plan = ComputePlan.of(leg.pairing().giver(), compute, orders, around);
        Optional<Step> computing = plan.next();
        return computing.isPresent() ? computing.get() : handOver(around.joined(plan.outputs()), plan.findings());
    }

    private Step keptFree() {
        return around.now().isBefore(leg.pairing().window().until()) ? new Waiting() : new Delivered(Findings.NONE);
    }

    private LeasePlan lease() {
        return new LeasePlan(leg.pairing(), orders, around);
    }

    private Step peripheral() throws IOException {
        PeripheralTask.Builder task = PeripheralTask.newBuilder()
                .setKind(((Peripheral) leg.pairing().least()).kind().name());
        job.ifPresent(print -> task.setDocumentSha256(bytes(((Job.Print) print).documentSha256())));
        Optional<Step> working = orders.one(
                "device", leg.pairing().giver(), WorkOrder.newBuilder().setPeripheral(task));
        if (working.isPresent()) {
            return working.get();
        }
        return job.isPresent()
                ? new Delivered(delivered())
                : handOver(orders.done("device").output(), delivered());
    }

    private Step web(Job.Web web) throws IOException {
        Optional<Step> working = orders.one("web", leg.pairing().giver(), WebOrder.of(web, leg.pairing()));
        return working.isPresent() ? working.get() : handOver(orders.done("web").output(), delivered());
    }

    /** To the taker's node, if it has one; what a taker without node gets stays with the coordinator. */
    private Step handOver(String sha256, Findings findings) throws IOException {
        if (!around.hasNode(leg.pairing().taker())) {
            return new Delivered(findings);
        }
        return orders.one(
                        "receive",
                        leg.pairing().taker(),
                        WorkOrder.newBuilder()
                                .setFileReceive(FileReceive.newBuilder()
                                        .setSha256(bytes(sha256))
                                        .setName(leg.pairing().requirement() + ".out")
                                        .setBytes(around.size(sha256).orElseThrow())))
                .orElse(new Delivered(findings));
    }

    private Findings delivered() {
        return Findings.of(leg.pairing().giver(), Kind.DELIVERED, "");
    }

    /**
     * What is next in looking again at the leg, which its taker complains about; empty if it is right. Only of delivered work
     * units and of storage that is leased now can that be told.
     */
    Optional<Step> review(boolean delivered) throws IOException {
        Optional<ComputePlan> computing = recomputing();
        if (computing.isPresent() && delivered) {
            return computing.get().next();
        }
        if (lease().isReviewable()) {
            // The digest of all of it was right, if it is delivered.
            return delivered ? Optional.empty() : lease().review();
        }
        return Optional.of(new Failed("a person has to decide"));
    }

    /** What the review of work units has shown, when they are right. */
    Findings reviewed() {
        return recomputing().map(ComputePlan::findings).orElse(Findings.NONE);
    }

    private Optional<ComputePlan> recomputing() {
        Pairing pairing = leg.pairing();
        return job.filter(Job.Compute.class::isInstance)
                .map(compute ->
                        ComputePlan.ofReview(pairing.giver(), pairing.taker(), (Job.Compute) compute, orders, around));
    }

    static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
