package org.dcrbs.server.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dcrbs.market.Job;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.ComputeTask;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.work.Findings.Fee;
import org.dcrbs.server.work.Step.Draft;
import org.dcrbs.server.work.Step.Failed;
import org.dcrbs.server.work.Step.Issue;
import org.dcrbs.server.work.Step.Waiting;

/**
 * How a job of work units is computed and checked: all units on the giver's node, then some or all of them again at other
 * providers, until more than half of a unit's runs agree bit for bit.
 *
 * <p>How many are checked follows the giver's record, as in BOINC's adaptive replication: all of a newcomer's units, each
 * with a chance of 1 in n of those of a party with a long record. A job that asks for redundancy has all of them checked.
 */
final class ComputePlan {
    private static final int REVIEWED = 3;

    private final PartyId giver;
    private final Job.Compute job;
    private final LegOrders orders;
    private final Surroundings around;
    private final int results;
    private final Set<PartyId> partial;

    /**
     * @param results how many results of a unit are wanted; of more than one, all units are checked
     * @param partial who may not check, as it has an interest
     */
    private ComputePlan(
            PartyId giver, Job.Compute job, LegOrders orders, Surroundings around, int results, Set<PartyId> partial) {
        this.giver = giver;
        this.job = job;
        this.orders = orders;
        this.around = around;
        this.results = results;
        this.partial = partial;
    }

    static ComputePlan of(PartyId giver, Job.Compute job, LegOrders orders, Surroundings around) {
        return new ComputePlan(giver, job, orders, around, job.redundancy(), Set.of());
    }

    /** The plan of looking again: three results of each unit, none more of the party that complains. */
    static ComputePlan ofReview(
            PartyId giver, PartyId complainant, Job.Compute job, LegOrders orders, Surroundings around) {
        return new ComputePlan(giver, job, orders, around, Math.max(REVIEWED, job.redundancy()), Set.of(complainant));
    }

    /** What is next; empty when all units are computed and each checked one's majority agrees with the giver. */
    Optional<Step> next() throws IOException {
        Optional<Step> computing = compute();
        if (computing.isPresent()) {
            return computing;
        }
        List<UnitRuns> sample = sample();
        Optional<Step> checking = check(sample);
        return checking.isPresent() ? checking : new Comparison(giver, job.redundancy(), sample).refutation();
    }

    /** What the checks have shown, when all of them agreed with the giver. */
    Findings findings() {
        return new Comparison(giver, job.redundancy(), sample()).findings();
    }

    /** The hashes of the units' outputs, in the order of the inputs. */
    List<String> outputs() {
        return units().mapToObj(unit -> computed(unit).output()).toList();
    }

    private Optional<Step> compute() throws IOException {
        List<Draft> drafts = new ArrayList<>();
        boolean working = false;
        for (int unit = 0; unit < job.inputs().size(); unit++) {
            Optional<Order> order = orders.find(UnitRuns.computing(unit));
            if (order.isEmpty()) {
                drafts.add(orders.draft(UnitRuns.computing(unit), giver, task(unit)));
            } else if (order.get().state() == Order.State.FAILED) {
                return Optional.of(whoseFault(unit, order.get()));
            } else {
                working |= !order.get().isDone();
            }
        }
        if (!drafts.isEmpty()) {
            return Optional.of(new Issue(drafts));
        }
        return working ? Optional.of(new Waiting()) : tooLong();
    }

    private Optional<Step> tooLong() throws IOException {
        for (int unit = 0; unit < job.inputs().size(); unit++) {
            if (around.size(computed(unit).output()).orElse(Long.MAX_VALUE) > job.outputBytes()) {
                String reason = "unit " + unit + ": its output is longer than " + job.outputBytes() + " bytes";
                return Optional.of(new Failed(reason, Findings.of(giver, Kind.FAILED, reason)));
            }
        }
        return Optional.empty();
    }

    /** A unit that fails everywhere is the job's fault; one that another can compute is the giver's. */
    private Step whoseFault(int unit, Order failed) throws IOException {
        String reason = failed.id() + ": " + failed.detail();
        Failed giversFault = new Failed(reason, Findings.of(giver, Kind.FAILED, reason));
        if (failed.isRefused()) {
            return giversFault;
        }
        UnitRuns runs = new UnitRuns(unit, orders);
        if (!runs.checked().isEmpty()) {
            Fee fee = new Fee(runs.checked().get(0).executor(), false);
            return new Failed(reason, giversFault.findings().and(new Findings(List.of(), List.of(fee))));
        }
        if (!runs.open().isEmpty()) {
            return new Waiting();
        }
        Optional<PartyId> checker = runs.isChecked()
                ? Optional.empty()
                : around.checker(runs.taken(), around.platform(job.moduleSha256()), failed.id());
        return checker.isPresent()
                ? new Issue(List.of(orders.draft(UnitRuns.checking(0, unit), checker.get(), task(unit))))
                : new Failed(reason);
    }

    /**
     * The units that are checked. Nobody can tell beforehand which; once checks of a part of them are issued, those, whatever
     * the giver's record is by then.
     */
    private List<UnitRuns> sample() {
        int oneIn = results > 1 ? 1 : around.checkOneIn(giver);
        List<UnitRuns> all =
                units().mapToObj(unit -> new UnitRuns(unit, orders)).toList();
        List<UnitRuns> issued = all.stream().filter(UnitRuns::isChecked).toList();
        if (oneIn > 1 && !issued.isEmpty()) {
            return issued;
        }
        return all.stream()
                .filter(runs -> around.drawn(computed(runs.unit()).id(), oneIn))
                .toList();
    }

    private Optional<Step> check(List<UnitRuns> sample) throws IOException {
        List<Draft> drafts = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        boolean waiting = false;
        Optional<NativePlatform> platform = around.platform(job.moduleSha256());
        for (UnitRuns runs : sample) {
            Needed needed = new Needed(runs, platform);
            for (Order open : runs.open()) {
                // A checker that is gone doesn't keep giver and taker waiting if there is another.
                if (!around.reachable(open.executor()) && needed.found()) {
                    replaced.add(open.id());
                }
            }
            int missing = missing(runs);
            while (missing > 0 && needed.found()) {
                missing--;
            }
            if (missing > 0 && needed.name().isEmpty()) {
                return Optional.of(new Failed(
                        "unit " + runs.unit() + ": " + UnitRuns.MOST_CHECKS + " checks of it came to nothing"));
            }
            waiting |= missing > 0 || !runs.open().isEmpty();
            drafts.addAll(needed.drafts);
        }
        if (!drafts.isEmpty()) {
            return Optional.of(new Issue(drafts, replaced));
        }
        return waiting ? Optional.of(new Waiting()) : Optional.empty();
    }

    /** How many runs more the unit needs, besides those that are open. */
    private int missing(UnitRuns runs) {
        int wanted = Math.max(2, results);
        int now = runs.done().size() + runs.open().size();
        if (now < wanted) {
            return wanted - now;
        }
        boolean tied = runs.open().isEmpty() && runs.agreed().isEmpty();
        // An odd number, so that one more decides where two stand against two.
        return tied && now < (wanted | 1) ? 1 : 0;
    }

    private IntStream units() {
        return IntStream.range(0, job.inputs().size());
    }

    private Order computed(int unit) {
        return orders.done(UnitRuns.computing(unit));
    }

    private WorkOrder.Builder task(int unit) {
        return WorkOrder.newBuilder()
                .setCompute(ComputeTask.newBuilder()
                        .setModuleSha256(LegPlan.bytes(job.moduleSha256()))
                        .setInput(LegPlan.bytes(job.inputs().get(unit)))
                        .setMemoryPages(job.memoryPages())
                        .setCpuMillisLimit((int) Math.min(Integer.MAX_VALUE, job.cpuMillis()))
                        .setOutputBytesLimit(job.outputBytes()));
    }

    /** The checkers that a unit still needs, each another party. */
    private final class Needed {
        private final UnitRuns runs;
        private final Optional<NativePlatform> platform;
        private final Set<PartyId> taken;
        private final List<Draft> drafts = new ArrayList<>();

        Needed(UnitRuns runs, Optional<NativePlatform> platform) {
            this.runs = runs;
            this.platform = platform;
            this.taken = new HashSet<>(runs.taken());
            taken.addAll(partial);
        }

        /** Of the next order; empty if too many have come to nothing. */
        Optional<String> name() {
            return runs.next(drafts.size());
        }

        /** Finds one more, if there is one. */
        boolean found() {
            Optional<String> name = name();
            Optional<PartyId> checker = name.flatMap(
                    any -> around.checker(taken, platform, computed(runs.unit()).id()));
            checker.ifPresent(party -> {
                taken.add(party);
                drafts.add(orders.draft(name.orElseThrow(), party, task(runs.unit())));
            });
            return checker.isPresent();
        }
    }
}
