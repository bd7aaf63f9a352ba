package org.dcrbs.server.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dcrbs.market.Job;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.ComputeTask;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.work.Step.Draft;
import org.dcrbs.server.work.Step.Failed;
import org.dcrbs.server.work.Step.Waiting;

/** How a job of work units is computed and checked: all units on the giver's node, then some again on another. */
final class ComputePlan {
    private final PartyId giver;
    private final Job.Compute job;
    private final LegOrders orders;
    private final LegPlan.Surroundings around;

    ComputePlan(PartyId giver, Job.Compute job, LegOrders orders, LegPlan.Surroundings around) {
        this.giver = giver;
        this.job = job;
        this.orders = orders;
        this.around = around;
    }

    /** What is next; empty when all units are computed and those of the sample agree bit for bit. */
    Optional<Step> next() throws IOException {
        List<Draft> units = new ArrayList<>();
        for (int unit = 0; unit < job.inputs().size(); unit++) {
            units.add(orders.draft("u" + unit, giver, task(unit)));
        }
        Optional<Step> working = orders.all(units);
        if (working.isPresent()) {
            return working;
        }
        for (int unit = 0; unit < units.size(); unit++) {
            if (around.size(computed(unit).output()).orElse(Long.MAX_VALUE) > job.outputBytes()) {
                return Optional.of(
                        new Failed("unit " + unit + ": its output is longer than " + job.outputBytes() + " bytes"));
            }
        }
        List<Integer> sample = sample();
        Optional<Step> auditing = audit(sample);
        return auditing.isPresent() ? auditing : firstDifference(sample);
    }

    /** The hashes of the units' outputs, in the order of the inputs. */
    List<String> outputs() {
        return IntStream.range(0, job.inputs().size())
                .mapToObj(unit -> computed(unit).output())
                .toList();
    }

    private Order computed(int unit) {
        return orders.done("u" + unit);
    }

    /** A tenth of the units, at least one; nobody can tell beforehand which. Once audits are issued, those. */
    private List<Integer> sample() {
        int units = job.inputs().size();
        List<Integer> issued = IntStream.range(0, units)
                .filter(unit -> orders.find("a" + unit).isPresent())
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

    private Optional<Step> audit(List<Integer> sample) {
        List<Draft> audits = new ArrayList<>();
        for (int unit : sample) {
            Optional<PartyId> auditor =
                    orders.find("a" + unit).map(Order::executor).or(() -> around.auditor(giver));
            if (auditor.isEmpty()) {
                return Optional.of(new Waiting());
            }
            audits.add(orders.draft("a" + unit, auditor.get(), task(unit)));
        }
        return orders.all(audits);
    }

    private Optional<Step> firstDifference(List<Integer> sample) {
        for (int unit : sample) {
            Order said = computed(unit);
            Order again = orders.done("a" + unit);
            if (!said.output().equals(again.output())) {
                return Optional.of(new Failed("unit " + unit + ": " + said.executor() + " computed "
                        + said.output().substring(0, 12) + "..., " + again.executor() + " "
                        + again.output().substring(0, 12) + "..."));
            }
        }
        return Optional.empty();
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
}
