package org.dcrbs.server.work;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.v1.AccessLease;
import org.dcrbs.protocol.v1.ComputeTask;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.FileSend;
import org.dcrbs.protocol.v1.MemoryLease;
import org.dcrbs.protocol.v1.PeripheralTask;
import org.dcrbs.protocol.v1.StorageLease;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.work.Step.Delivered;
import org.dcrbs.server.work.Step.Draft;
import org.dcrbs.server.work.Step.Failed;
import org.dcrbs.server.work.Step.Issue;
import org.dcrbs.server.work.Step.Waiting;

/**
 * How one leg is carried out, category by category: the next step follows from the orders so far alone, so that it can be
 * asked for at any time, after a crash too.
 *
 * <ul>
 *   <li>I with a job: its units on the giver's node; then some of them again on another node, to be the same bit for bit;
 *       then all results together to the taker. Without a job the power is kept free until its time is over.
 *   <li>II, III: a lease on the giver's node, proven by the digest of what it was told to fill it with.
 *   <li>IV: the document printed, or the picture taken and handed to the taker.
 *   <li>V: the file from the giver to the coordinator, checked, and on to the taker.
 *   <li>VI: the rate reserved on the giver's line.
 *   <li>VII: nothing; the ledger moves it.
 * </ul>
 */
final class LegPlan {
    private static final int MOST_FILL_MEGA_BYTES = 4096;

    private final Leg leg;
    private final Spec offered;
    private final Optional<Job> job;
    private final Map<String, Order> orders;
    private final Surroundings around;

    /** What a plan needs to know of the world. */
    interface Surroundings {
        Instant now();

        /** A connected node other than those of the party, to check its work; empty while there is none. */
        Optional<PartyId> auditor(PartyId ofWorkBy);

        /** Whether a node belongs to the party, to receive things. */
        boolean hasNode(PartyId party);

        /** How long a blob is; empty if it isn't here. Blobs may be larger than memory. */
        OptionalLong size(String sha256) throws IOException;

        /** Unpredictable for the nodes. */
        long random();

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
        this.orders = orders;
        this.around = around;
    }

    Step next() throws IOException {
        Optional<Order> failed = orders.values().stream()
                .filter(order -> order.leg().equals(leg.id()) && order.state() == Order.State.FAILED)
                .findFirst();
        if (failed.isPresent()) {
            return new Failed(failed.get().id() + ": " + failed.get().detail());
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
            case FILE -> file();
            case INTERNET_ACCESS ->
                one(
                                "access",
                                pairing.giver(),
                                WorkOrder.newBuilder()
                                        .setAccess(AccessLease.newBuilder()
                                                .setKilobitsPerSecond(
                                                        ((InternetAccess) pairing.least()).kilobitsPerSecond())
                                                .setUntilEpochMs(untilMillis())))
                        .orElse(new Delivered());
            case MONEY -> new Delivered();
        };
    }

    private Step compute(Job.Compute compute) throws IOException {
        List<Draft> units = new ArrayList<>();
        for (int i = 0; i < compute.inputs().size(); i++) {
            units.add(new Draft(id("u" + i), leg.pairing().giver(), unit(compute, i)));
        }
        Optional<Step> working = all(units);
        if (working.isPresent()) {
            return working.get();
        }
        for (int i = 0; i < units.size(); i++) {
            if (around.size(done("u" + i).output()).orElse(Long.MAX_VALUE) > compute.outputBytes()) {
                return new Failed("unit " + i + ": its output is longer than " + compute.outputBytes() + " bytes");
            }
        }
        List<Integer> sample = sample(units.size());
        Optional<Step> auditing = audit(compute, sample);
        if (auditing.isPresent()) {
            return auditing.get();
        }
        for (int unit : sample) {
            String said = done("u" + unit).output();
            String again = done("a" + unit).output();
            if (!said.equals(again)) {
                return new Failed(
                        "unit " + unit + ": " + done("u" + unit).executor() + " computed " + said.substring(0, 12)
                                + "..., " + done("a" + unit).executor() + " " + again.substring(0, 12) + "...");
            }
        }
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            outputs.add(done("u" + i).output());
        }
        return handOver(leg.pairing().requirement() + ".out", around.joined(outputs));
    }

    /** A tenth of the units, at least one; nobody can tell beforehand which. Once audits are issued, those. */
    private List<Integer> sample(int units) {
        List<Integer> issued = IntStream.range(0, units)
                .filter(unit -> orders.containsKey(id("a" + unit)))
                .boxed()
                .toList();
        return issued.isEmpty()
                ? new SplittableRandom(around.random())
                        .ints(0, units)
                        .distinct()
                        .limit((units + 9) / 10)
                        .sorted()
                        .boxed()
                        .toList()
                : issued;
    }

    private Optional<Step> audit(Job.Compute compute, List<Integer> sample) {
        List<Draft> audits = new ArrayList<>();
        for (int unit : sample) {
            Order issued = orders.get(id("a" + unit));
            Optional<PartyId> auditor =
                    issued == null ? around.auditor(leg.pairing().giver()) : Optional.of(issued.executor());
            if (auditor.isEmpty()) {
                return Optional.of(new Waiting());
            }
            audits.add(new Draft(id("a" + unit), auditor.get(), unit(compute, unit)));
        }
        return all(audits);
    }

    private static WorkOrder.Builder unit(Job.Compute compute, int unit) {
        return WorkOrder.newBuilder()
                .setCompute(ComputeTask.newBuilder()
                        .setModuleSha256(bytes(compute.moduleSha256()))
                        .setInput(bytes(compute.inputs().get(unit)))
                        .setMemoryPages(compute.memoryPages())
                        .setCpuMillisLimit((int) Math.min(Integer.MAX_VALUE, compute.cpuMillis()))
                        .setOutputBytesLimit(compute.outputBytes()));
    }

    private Step keptFree() {
        return around.now().isBefore(leg.pairing().window().until()) ? new Waiting() : new Delivered();
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
                : proven(done("lease").order().getMemory().getFillSeed(), memory.megaBytes());
    }

    private Step storage(Storage storage) {
        WorkOrder.Builder task = WorkOrder.newBuilder()
                .setStorage(StorageLease.newBuilder()
                        .setMegaBytes(storage.megaBytes())
                        .setUntilEpochMs(untilMillis())
                        .setFillSeed(around.random()));
        Optional<Step> leasing = lease(task, storage.megaBytes());
        return leasing.isPresent()
                ? leasing.get()
                : proven(done("lease").order().getStorage().getFillSeed(), storage.megaBytes());
    }

    private Optional<Step> lease(WorkOrder.Builder task, long megaBytes) {
        return megaBytes > MOST_FILL_MEGA_BYTES
                ? Optional.of(new Failed("leases of more than " + MOST_FILL_MEGA_BYTES + " MB can't be proven"))
                : one("lease", leg.pairing().giver(), task);
    }

    /** The output is named by its hash, so it needn't be read to be compared. */
    private Step proven(long seed, long megaBytes) {
        return done("lease").output().equals(Digests.sha256(LeaseFill.digest(seed, megaBytes)))
                ? new Delivered()
                : new Failed("the digest of the leased " + megaBytes + " MB is wrong");
    }

    private Step peripheral() throws IOException {
        PeripheralTask.Builder task = PeripheralTask.newBuilder()
                .setKind(((Peripheral) leg.pairing().least()).kind().name());
        job.ifPresent(print -> task.setDocumentSha256(bytes(((Job.Print) print).documentSha256())));
        Optional<Step> working =
                one("device", leg.pairing().giver(), WorkOrder.newBuilder().setPeripheral(task));
        if (working.isPresent()) {
            return working.get();
        }
        return job.isPresent()
                ? new Delivered()
                : handOver(leg.pairing().requirement() + ".out", done("device").output());
    }

    /** The giver's node may have changed the offer since it was agreed on, or say that it sent what it didn't. */
    private Step file() throws IOException {
        if (leg.pairing().least().shortfall(offered).isPresent()) {
            return new Failed(leg.pairing().offer() + " is another file now than was agreed on");
        }
        FileHeader header = (FileHeader) offered;
        Optional<Step> sending = one(
                "send",
                leg.pairing().giver(),
                WorkOrder.newBuilder().setFileSend(FileSend.newBuilder().setSha256(bytes(header.sha256()))));
        if (sending.isPresent()) {
            return sending.get();
        }
        if (!done("send").order().getFileSend().getSha256().equals(bytes(header.sha256()))) {
            return new Failed(leg.pairing().offer() + " has become another file while it was sent");
        }
        OptionalLong arrived = around.size(header.sha256());
        if (arrived.isEmpty() || arrived.getAsLong() != header.bytes()) {
            return new Failed("of the " + header.bytes() + " bytes of " + header.sha256() + ", "
                    + (arrived.isEmpty() ? "none" : arrived.getAsLong()) + " have arrived");
        }
        return handOver(header.name(), header.sha256());
    }

    /** To the taker's node, if it has one; what a taker without node gets stays with the coordinator. */
    private Step handOver(String name, String sha256) throws IOException {
        if (!around.hasNode(leg.pairing().taker())) {
            return new Delivered();
        }
        return one(
                        "receive",
                        leg.pairing().taker(),
                        WorkOrder.newBuilder()
                                .setFileReceive(FileReceive.newBuilder()
                                        .setSha256(bytes(sha256))
                                        .setName(name)
                                        .setBytes(around.size(sha256).orElseThrow())))
                .orElse(new Delivered());
    }

    private Optional<Step> one(String name, PartyId executor, WorkOrder.Builder task) {
        return all(List.of(new Draft(id(name), executor, task)));
    }

    /** Issues those of the orders that aren't yet; waits for the others; empty when all are done. */
    private Optional<Step> all(List<Draft> drafts) {
        List<Draft> missing = new ArrayList<>();
        boolean done = true;
        for (Draft draft : drafts) {
            Order order = orders.get(draft.id());
            if (order == null) {
                missing.add(draft);
            } else {
                done &= order.isDone();
            }
        }
        if (!missing.isEmpty()) {
            return Optional.of(new Issue(missing));
        }
        return done ? Optional.empty() : Optional.of(new Waiting());
    }

    private Order done(String name) {
        return Objects.requireNonNull(orders.get(id(name)));
    }

    private String id(String name) {
        return leg.id() + "/" + name;
    }

    private long untilMillis() {
        return leg.pairing().window().until().toEpochMilli();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
