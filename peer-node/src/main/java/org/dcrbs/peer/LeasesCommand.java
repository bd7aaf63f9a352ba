package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.link.Errands;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer;
import picocli.CommandLine.Command;

/** What others keep for the member. */
@Command(
        name = "leases",
        description = "Lists the memory, disk space, internet access and files that other nodes keep for you now.",
        mixinStandardHelpOptions = true)
final class LeasesCommand extends ErrandCommand {
    @Override
    int run(Home home, String party, Errands errands, PrintWriter out) throws IOException, InterruptedException {
        ErrandAnswer.Leases leases = errands.run(
                        Errand.newBuilder().setListLeases(Errand.ListLeases.getDefaultInstance()))
                .getLeases();
        for (ErrandAnswer.Lease lease : leases.getLeasesList()) {
            out.printf(
                    "%-30s %-16s %8d %-6s until %s  %s%n",
                    lease.getOrderId(),
                    lease.getCategory(),
                    lease.getAmount(),
                    lease.getCategory().equals("INTERNET_ACCESS") ? "kbit/s" : "MB",
                    Instant.ofEpochMilli(lease.getUntilEpochMs()),
                    lease.getDoor().isEmpty()
                            ? "at " + lease.getGiver() + ", which can't be called"
                            : "at " + lease.getGiver() + ", " + lease.getDoor());
        }
        return 0;
    }
}
