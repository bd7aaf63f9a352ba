package org.dcrbs.server.gateway;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dcrbs.market.Contract;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.work.Order;
import org.dcrbs.server.work.WorkService;
import org.springframework.stereotype.Component;

/** How far the work is that a member has asked for: jobs of work units, and web work, which is one. */
@Component
class JobsOfMembers {
    private static final int MOST_JOBS = 500;
    private static final Pattern UNIT = Pattern.compile(".*/(u\\d+|web)");
    private static final String HANDED_OVER = "/receive";

    private final Listings listings;
    private final Contracts contracts;
    private final WorkService work;

    JobsOfMembers(Listings listings, Contracts contracts, WorkService work) {
        this.listings = listings;
        this.contracts = contracts;
        this.work = work;
    }

    ErrandAnswer.Jobs of(PartyId party) {
        List<Contract> ofParty = contracts.ofParty(party);
        List<ErrandAnswer.Job> jobs = new ArrayList<>();
        for (Listings.Entry entry : listings.ofParty(party)) {
            if (entry.listing() instanceof Demand demand) {
                for (Requirement requirement : demand.requirements()) {
                    requirement.job().ifPresent(job -> {
                        if (!kind(job).isEmpty()) {
                            jobs.add(job(entry, demand, requirement, job, ofParty));
                        }
                    });
                }
            }
        }
        int leftOut = Math.max(0, jobs.size() - MOST_JOBS);
        return ErrandAnswer.Jobs.newBuilder()
                .addAllJobs(jobs.subList(leftOut, jobs.size()))
                .setLeftOut(leftOut)
                .build();
    }

    /** Empty of what brings nothing back. */
    private static String kind(Job job) {
        if (job instanceof Job.LoadTest) {
            return "LOAD_TEST";
        }
        if (job instanceof Job.Spider) {
            return "SPIDER";
        }
        return job instanceof Job.Compute ? "COMPUTE" : "";
    }

    private ErrandAnswer.Job job(
            Listings.Entry entry, Demand demand, Requirement requirement, Job work, List<Contract> all) {
        ErrandAnswer.Job.Builder job = ErrandAnswer.Job.newBuilder()
                .setDemandId(demand.id().value())
                .setRequirement(requirement.name())
                .setState(entry.state().name())
                .setKind(kind(work))
                .setUnits(work instanceof Job.Compute compute ? compute.inputs().size() : 1);
        for (Contract contract : all) {
            for (Leg leg : contract.terms().legs()) {
                if (leg.pairing().demand().equals(demand.id())
                        && leg.pairing().requirement().equals(requirement.name())) {
                    add(job, contract, leg);
                }
            }
        }
        return job.build();
    }

    /** A demand may have had a contract before that came to nothing: the latest counts. */
    private void add(ErrandAnswer.Job.Builder job, Contract contract, Leg leg) {
        Collection<Order> orders = work.ordersOf(contract.terms().id()).stream()
                .filter(order -> order.leg().equals(leg.id()))
                .toList();
        job.setContractId(contract.terms().id().value())
                .setContractState(contract.state())
                .setUnitsDone((int) orders.stream()
                        .filter(order -> order.state() == Order.State.DONE)
                        .filter(order -> UNIT.matcher(order.id()).matches())
                        .count())
                .setOutputSha256(output(orders).orElse(ByteString.EMPTY));
    }

    private static Optional<ByteString> output(Collection<Order> orders) {
        return orders.stream()
                .filter(order -> order.id().endsWith(HANDED_OVER) && order.state() == Order.State.DONE)
                .map(order -> order.order().getFileReceive().getSha256())
                .findFirst();
    }
}
