package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.CoordinatorAddress;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.PeerProperties;
import org.dcrbs.peer.enrol.Enrolment;
import org.dcrbs.peer.enrol.EnrolmentException;
import org.dcrbs.protocol.link.LinkClient;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Enrols without running. */
@Command(
        name = "enrol",
        description = "Enrols the node with its one-time token and stops; 'run' then needs no token.",
        mixinStandardHelpOptions = true)
final class EnrolCommand extends HomeCommand {
    @Option(
            names = "--coordinator",
            paramLabel = "HOST:PORT",
            required = true,
            description = "Where the coordinator listens for peers; remembered.")
    private @Nullable String coordinator;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:DCRBS_TOKEN}",
            description = "The one-time token from the operator, or in the environment variable DCRBS_TOKEN.")
    private @Nullable String token;

    @Override
    int run(Home home, PrintWriter out) throws ConfigException, IOException, InterruptedException {
        CoordinatorAddress address = CoordinatorAddress.parse(coordinator == null ? "" : coordinator);
        EnrolmentToken parsed = token();
        Home.Lock lock = home.lock();
        ExecutorService listener = Executors.newSingleThreadExecutor();
        try (LinkClient client = new LinkClient(LinkLimits.DEFAULT, listener)) {
            var known = PeerIdentity.load(home.identity());
            if (known.isPresent()) {
                throw new ConfigException("The node in " + home.root() + " is enrolled already, as party "
                        + known.get().name().partyId() + "; the token is not used");
            }
            PeerIdentity enrolled = new Enrolment(client, address).enrol(parsed, home.identity());
            PeerProperties.remember(home, address);
            out.println(
                    "Enrolled as party " + enrolled.name().partyId() + ", certificate until " + enrolled.expiresAt());
            return 0;
        } catch (EnrolmentException e) {
            return say(RunCommand.REFUSED, "Not enrolled: " + e.getMessage());
        } finally {
            listener.shutdownNow();
            lock.close();
        }
    }

    private EnrolmentToken token() throws ConfigException {
        if (token == null || token.isBlank()) {
            throw new ConfigException("Which token? --token TOKEN, or the environment variable DCRBS_TOKEN");
        }
        try {
            return EnrolmentToken.parse(token);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--token: " + e.getMessage(), e);
        }
    }
}
