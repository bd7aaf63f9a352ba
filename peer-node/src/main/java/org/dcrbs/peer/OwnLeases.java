package org.dcrbs.peer;

import java.io.IOException;
import java.util.List;
import org.dcrbs.market.Category;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.peer.stored.Givers;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.jspecify.annotations.Nullable;

/**
 * What others keep for the member in one category, as the coordinator says, and the way to it.
 *
 * @param order the only lease that is meant; null: all of them
 */
record OwnLeases(Member member, Category category, @Nullable String order) implements Givers {
    @Override
    public List<Lease> leases() throws IOException, InterruptedException {
        return run(Errand.newBuilder().setListLeases(Errand.ListLeases.getDefaultInstance()))
                .getLeases()
                .getLeasesList()
                .stream()
                .filter(lease -> lease.getCategory().equals(category.name()))
                .filter(lease -> order == null || lease.getOrderId().equals(order))
                .toList();
    }

    /** If there is only one. */
    Lease one() throws ConfigException, IOException, InterruptedException {
        List<Lease> found = leases();
        String what = category.words();
        if (found.isEmpty()) {
            throw new ConfigException("No " + what + " is kept for you now"
                    + (order == null ? "" : " by order " + order) + ": ./dcrbs peer leases");
        }
        if (found.size() > 1) {
            throw new ConfigException("There are several orders by which " + what + " is kept for you; say which with"
                    + " --lease: "
                    + String.join(", ", found.stream().map(Lease::getOrderId).toList()));
        }
        return found.get(0);
    }

    @Override
    public void use(Lease lease) throws IOException, InterruptedException {
        var unused =
                run(Errand.newBuilder().setUseLease(Errand.UseLease.newBuilder().setOrderId(lease.getOrderId())));
    }

    /** On a connection of its own: one that waits while a transfer lasts would end meanwhile. */
    private ErrandAnswer run(Errand.Builder errand) throws IOException, InterruptedException {
        try {
            return member.ask(errands -> errands.run(errand));
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public LeaseLine dial(Lease lease) throws IOException {
        return LeaseLine.dial(lease, member.identity(), LinkLimits.DEFAULT);
    }
}
