package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.link.Errands;
import org.dcrbs.peer.work.Journal;
import org.dcrbs.peer.work.OrderKey;
import org.dcrbs.peer.work.Results;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.WorkOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Leaves the exchange in good order. */
@Command(
        name = "leave",
        description = "Leaves the exchange: delivers what is done, withdraws all your listings and has the certificate"
                + " revoked. Contracts that others rely on should be finished first: with unfinished work it refuses,"
                + " unless told to hand it back. Stop the node before.",
        mixinStandardHelpOptions = true)
final class LeaveCommand extends ErrandCommand {
    @Option(
            names = "--hand-back",
            description = "Give unfinished work back undone; its contracts are breached by that.")
    private boolean handBack;

    @Override
    void prepare(Home home) throws ConfigException, IOException {
        if (home.inUse()) {
            throw new ConfigException("The node in " + home.root() + " is running; stop it first");
        }
        int unfinished = Journal.open(home.work()).unfinished().size();
        if (unfinished > 0 && !handBack) {
            throw new ConfigException(
                    unfinished + " orders are unfinished: let the node run until they are done, or" + " --hand-back");
        }
    }

    @Override
    int run(Home home, String party, Errands errands, PrintWriter out)
            throws ConfigException, IOException, InterruptedException {
        Home.Lock lock = home.lock();
        try {
            Journal journal = Journal.open(home.work());
            for (WorkOrder order : journal.unfinished()) {
                journal.finish(Results.refused(order, "handed back: the node leaves the exchange"));
            }
            for (OrderKey key : journal.outbox()) {
                var result = journal.result(key);
                if (result.isPresent()) {
                    errands.ask(Envelope.newBuilder().setWorkResult(result.get()));
                    journal.acknowledged(key);
                }
            }
            int withdrawn = errands.run(Errand.newBuilder().setLeave(Errand.Leave.getDefaultInstance()))
                    .getLeft()
                    .getListingsWithdrawn();
            PeerIdentity.forget(home.identity());
            out.println("Left: " + withdrawn + " listings withdrawn, the certificate of " + party + " is revoked");
            return 0;
        } finally {
            lock.close();
        }
    }
}
