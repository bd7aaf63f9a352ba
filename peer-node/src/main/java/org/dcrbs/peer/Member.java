package org.dcrbs.peer;

import java.io.IOException;
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

/** An enrolled member, and the coordinator that it asks. */
record Member(PeerIdentity identity, CoordinatorAddress coordinator) {
    static Member of(Home home) throws ConfigException, IOException {
        PeerIdentity identity = PeerIdentity.load(home.identity())
                .orElseThrow(() -> new ConfigException("There is no enrolled node in " + home.root()
                        + ": ask the operator for a token, and then ./dcrbs peer enrol"));
        CoordinatorAddress address = PeerProperties.coordinator(home)
                .orElseThrow(() -> new ConfigException("This node does not know its coordinator: ./dcrbs peer enrol"));
        return new Member(identity, address);
    }

    /** What is done on a connection. */
    interface Asking<T> {
        T with(Errands errands) throws ConfigException, IOException, InterruptedException;
    }

    String party() {
        return identity.name().partyId();
    }

    /** On a connection of its own, whether the node is running or not. */
    <T> T ask(Asking<T> what) throws ConfigException, IOException, InterruptedException {
        ExecutorService listener = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "errand");
            thread.setDaemon(true);
            return thread;
        });
        try (LinkClient client = new LinkClient(LinkLimits.DEFAULT, listener);
                Errands errands = Errands.connect(client, coordinator, identity)) {
            return what.with(errands);
        } finally {
            listener.shutdownNow();
        }
    }
}
