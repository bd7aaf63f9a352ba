package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.CoordinatorAddress;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.PeerProperties;
import org.dcrbs.peer.link.Errands;
import org.dcrbs.protocol.link.LinkClient;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;

/** A command that asks the coordinator something in the name of the enrolled member; the node may run meanwhile. */
abstract class MemberCommand extends HomeCommand {
    @Override
    final int run(Home home, PrintWriter out) throws ConfigException, IOException, InterruptedException {
        PeerIdentity identity = PeerIdentity.load(home.identity())
                .orElseThrow(() -> new ConfigException("There is no enrolled node in " + home.root()
                        + ": ask the operator for a token, and then ./dcrbs peer enrol"));
        CoordinatorAddress address = PeerProperties.coordinator(home)
                .orElseThrow(() -> new ConfigException("This node does not know its coordinator: ./dcrbs peer enrol"));
        prepare(home);
        ExecutorService listener = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "errand");
            thread.setDaemon(true);
            return thread;
        });
        try (LinkClient client = new LinkClient(LinkLimits.DEFAULT, listener);
                Errands errands = Errands.connect(client, address, identity)) {
            return run(home, identity.name().partyId(), errands, out);
        } catch (IOException e) {
            return say(RunCommand.REFUSED, String.valueOf(e.getMessage()));
        } finally {
            listener.shutdownNow();
        }
    }

    /** What can be found wrong before anybody is asked. */
    void prepare(Home home) throws ConfigException, IOException {}

    /** The exit code; an IOException is told in its own words. */
    abstract int run(Home home, String party, Errands errands, PrintWriter out)
            throws ConfigException, IOException, InterruptedException;
}
