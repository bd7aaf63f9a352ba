package org.dcrbs.server.work;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dcrbs.market.Category;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Memory;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.proof.MerkleTree;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.MemoryLease;
import org.dcrbs.protocol.v1.PeripheralTask;
import org.dcrbs.protocol.v1.StorageLease;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.blob.Digests;
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
    private static final int MOST_FILL_MEGA_BYTES = 4096;

    private final Leg leg;
    private final Spec offered;
    private final Optional<Job> job;
    private final LegOrders orders;
    private final Surroundings around;

    /** What a plan needs to know of the world. */
    interface Surroundings {
        Instant now();

        /** What the blob runs on, if it is a native program. */
        Optional<NativePlatform> platform(String sha256) throws IOException;

        /**
         * A connected party, none of those, to check the order's work; empty while there is none.
         *
         * @param platform that its node has to run, if the work is a native program
         */
        Optional<PartyId> checker(Set<PartyId> not, Optional<NativePlatform> platform, String order);

        /** Whether the party's node is connected. */
        boolean reachable(PartyId party);

        /** Where the party's node can be dialled by others when it is connected, "host:port"; empty if nowhere. */
        String door(PartyId party);

        /** Parties other than those whose nodes can be dialled and would hold a file of that hash open for others. */
        List<PartyId> reseeders(String sha256, Set<PartyId> not);

        /** Of how many units of the party's one is checked; 1 for all of them. */
        int checkOneIn(PartyId party);

        /** The same unpredictable number whenever it is asked for what is named. */
        long draw(String what);

        /** The blob, if it is here and not longer than that. */
        Optional<byte[]> bytes(String sha256, int most) throws IOException;

        /** Whether the order is among the one in n that are checked; the same whenever it is asked. */
        boolean drawn(String order, int oneIn);

        /** Whether a node belongs to the party, to receive things. */
        boolean hasNode(PartyId party);

        /** How long a blob is; empty if it isn't here. Blobs may be larger than memory. */
        OptionalLong size(String sha256) throws IOException;

        /** Unpredictable for the nodes. */
        long random();

        /** What the lessee of the order's line says of it; empty if nothing. */
        Optional<LineFigures> lessees(String order);

        /** What the probe of a line is to fetch; empty if there is nothing. */
        Optional<String> probe(String order);

        /** Of what such a probe brings. */
        long seed(String order);

        /** Keeps the contents of the blobs one after the other as another one, and returns its SHA-256. */
        String joined(List<String> sha256s) throws IOException;
    }

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
            case MEMORY -> memory((Memory) pairing.least());
            case STORAGE -> storage((Storage) pairing.least());
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
            case STORAGE -> orders.failed("lease");
            case INTERNET_ACCESS -> job.isPresent() ? orders.failed() : orders.failed(AccessPlan.LEASE);
            case FILE -> orders.failed("send");
            case COMPUTING_POWER, MEMORY, PERIPHERAL, MONEY -> orders.failed();
        };
    }

    private Step compute(Job.Compute compute) throws IOException {
        ComputePlan plan = ComputePlan.of(leg.pairing().giver(), compute, orders, around);
        Optional<Step> computing = plan.next();
        return computing.isPresent()
                ? computing.get()
                : handOver(leg.pairing().requirement() + ".out", around.joined(plan.outputs()), plan.findings());
    }

    /**
     * What is next in looking again at the leg, which its taker complains about; empty if it is right. Only of delivered work
     * units and of storage that is leased now can that be told.
     */
    Optional<Step> review(boolean delivered) throws IOException {
        Pairing pairing = leg.pairing();
        if (job.isPresent() && job.get() instanceof Job.Compute compute && delivered) {
            return ComputePlan.ofReview(pairing.giver(), pairing.taker(), compute, orders, around)
                    .next();
        }
        Optional<Order> lease = orders.find("lease");
        if (pairing.least().category() == Category.STORAGE && lease.isPresent() && !inUse()) {
            // The digest of all of it was right, if it is delivered.
            return delivered ? Optional.empty() : new StorageAudit(pairing, lease.get(), orders, around).review();
        }
        return Optional.of(new Failed("a person has to decide"));
    }

    /** What the review of work units has shown, when they are right. */
    Findings reviewed() {
        Pairing pairing = leg.pairing();
        return job.isPresent() && job.get() instanceof Job.Compute compute
                ? ComputePlan.ofReview(pairing.giver(), pairing.taker(), compute, orders, around)
                        .findings()
                : Findings.NONE;
    }

    private Step keptFree() {
        return around.now().isBefore(leg.pairing().window().until()) ? new Waiting() : new Delivered(Findings.NONE);
    }

    private Step memory(Memory memory) {
        WorkOrder.Builder task = WorkOrder.newBuilder()
                .setMemory(MemoryLease.newBuilder()
                        .setMegaBytes(memory.megaBytes())
                        .setUntilEpochMs(untilMillis())
                        .setFillSeed(around.random()));
        Optional<Step> leasing = lease(task, memory.megaBytes());
        return leasing.isPresent()
                ? leasing.get()
                : proven(orders.done("lease").order().getMemory().getFillSeed(), memory.megaBytes());
    }

    private Step storage(Storage storage) throws IOException {
        if (storage.megaBytes() > MOST_FILL_MEGA_BYTES) {
            return tooLargeToProve();
        }
        Optional<Order> lease = orders.find("lease");
        if (lease.isEmpty()) {
            long seed = around.random();
            byte[] root = MerkleTree.ofFill(seed, storage.megaBytes()).root();
            return new Step.Issue(List.of(orders.draft(
                    "lease",
                    leg.pairing().giver(),
                    WorkOrder.newBuilder()
                            .setStorage(StorageLease.newBuilder()
                                    .setMegaBytes(storage.megaBytes())
                                    .setUntilEpochMs(untilMillis())
                                    .setFillSeed(seed)
                                    .setRoot(ByteString.copyFrom(root))))));
        }
        if (lease.get().isDone()) {
            return proven(lease.get().order().getStorage().getFillSeed(), storage.megaBytes());
        }
        return inUse() ? new Waiting() : new StorageAudit(leg.pairing(), lease.get(), orders, around).next();
    }

    private Optional<Step> lease(WorkOrder.Builder task, long megaBytes) {
        return megaBytes > MOST_FILL_MEGA_BYTES
                ? Optional.of(tooLargeToProve())
                : orders.one("lease", leg.pairing().giver(), task);
    }

    private static Step tooLargeToProve() {
        return new Failed("leases of more than " + MOST_FILL_MEGA_BYTES + " MB can't be proven");
    }

    /** The output is named by its hash, so it needn't be read to be compared. */
    private Step proven(long seed, long megaBytes) {
        if (inUse()) {
            return new Delivered(found(
                    Kind.LEASE_KEPT,
                    megaBytes + " MB kept, and used by " + leg.pairing().taker()));
        }
        if (orders.done("lease").output().equals(Digests.sha256(LeaseFill.digest(seed, megaBytes)))) {
            return new Delivered(found(Kind.LEASE_KEPT, megaBytes + " MB kept"));
        }
        String reason = "the digest of the leased " + megaBytes + " MB is wrong";
        return new Failed(reason, found(Kind.LEASE_BROKEN, reason));
    }

    /** Whether the taker uses the lease itself, and so looks itself after what it keeps there. */
    private boolean inUse() {
        return orders.find(Order.USE).isPresent();
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
                ? delivered()
                : handOver(
                        leg.pairing().requirement() + ".out",
                        orders.done("device").output(),
                        found(Kind.DELIVERED, ""));
    }

    private Step web(Job.Web web) throws IOException {
        Optional<Step> working = orders.one("web", leg.pairing().giver(), WebOrder.of(web, leg.pairing()));
        return working.isPresent()
                ? working.get()
                : handOver(
                        leg.pairing().requirement() + ".out", orders.done("web").output(), found(Kind.DELIVERED, ""));
    }

    /** To the taker's node, if it has one; what a taker without node gets stays with the coordinator. */
    private Step handOver(String name, String sha256, Findings findings) throws IOException {
        if (!around.hasNode(leg.pairing().taker())) {
            return new Delivered(findings);
        }
        return orders.one(
                        "receive",
                        leg.pairing().taker(),
                        WorkOrder.newBuilder()
                                .setFileReceive(FileReceive.newBuilder()
                                        .setSha256(bytes(sha256))
                                        .setName(name)
                                        .setBytes(around.size(sha256).orElseThrow())))
                .orElse(new Delivered(findings));
    }

    private Step delivered() {
        return new Delivered(found(Kind.DELIVERED, ""));
    }

    private Findings found(Kind kind, String detail) {
        return Findings.of(leg.pairing().giver(), kind, detail);
    }

    private long untilMillis() {
        return leg.pairing().window().until().toEpochMilli();
    }

    static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
