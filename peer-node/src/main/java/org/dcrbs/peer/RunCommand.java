package org.dcrbs.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.CoordinatorAddress;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.PeerProperties;
import org.dcrbs.peer.config.ShareFile;
import org.dcrbs.peer.enrol.EnrolmentException;
import org.dcrbs.peer.share.Share;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the node until it is told to stop. */
@Command(
        name = "run",
        description = "Runs a node: enrols it if its home holds no identity yet, offers what the owner shares, and"
                + " carries out the work that is awarded. Ends with Ctrl-C.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped by the owner",
            "1:the coordinator does not serve this node",
            "2:something in the command line or in share.json has to be put right"
        })
final class RunCommand implements Callable<Integer> {
    static final int REFUSED = 1;
    static final int TO_BE_PUT_RIGHT = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--coordinator",
            paramLabel = "HOST:PORT",
            description = "Where the coordinator listens for peers. Needed the first time, then remembered.")
    private @Nullable String coordinator;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:DCRBS_TOKEN}",
            description = "The one-time enrolment token from the operator, needed until the node is enrolled. Can also"
                    + " be given in the environment variable DCRBS_TOKEN, where other users do not see it.")
    private @Nullable String token;

    @Option(names = "--home", paramLabel = "DIR", defaultValue = HomeOption.DEFAULT, description = HomeOption.HELP)
    private @Nullable Path home;

    @Option(
            names = "--share",
            paramLabel = "FILE",
            description = "What the owner shares; by default share.json in the home folder, and without that half of"
                    + " the processors, memory and disk.")
    private @Nullable Path share;

    @Override
    public Integer call() throws InterruptedException {
        try {
            return run(plan());
        } catch (ConfigException | EnrolmentException e) {
            return say(String.valueOf(e.getMessage()), e instanceof ConfigException ? TO_BE_PUT_RIGHT : REFUSED);
        } catch (IOException | UncheckedIOException e) {
            return say("The node cannot work in " + home + ": " + e.getMessage(), TO_BE_PUT_RIGHT);
        }
    }

    private NodePlan plan() throws ConfigException, IOException {
        Home folder = new Home(HomeOption.path(home));
        return NodePlan.usual(
                folder,
                address(folder),
                enrolmentToken(folder),
                readShare(folder),
                share == null ? folder.shareFile() : share,
                new MeasuredMachine(folder, Clock.systemUTC()));
    }

    private CoordinatorAddress address(Home folder) throws ConfigException {
        if (coordinator != null) {
            return CoordinatorAddress.parse(coordinator);
        }
        return PeerProperties.coordinator(folder)
                .orElseThrow(() -> new ConfigException("Which coordinator? Start with --coordinator HOST:PORT"));
    }

    /** An enrolled node needs none, and DCRBS_TOKEN may then be the operator's, for other commands. */
    private Optional<EnrolmentToken> enrolmentToken(Home folder) throws ConfigException, IOException {
        if (token == null
                || token.isBlank()
                || PeerIdentity.load(folder.identity()).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(EnrolmentToken.parse(token));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--token: " + e.getMessage(), e);
        }
    }

    private Share readShare(Home folder) throws ConfigException {
        if (share != null) {
            return ShareFile.read(share);
        }
        return ShareFile.readIfThere(folder.shareFile());
    }

    private int run(NodePlan plan) throws ConfigException, EnrolmentException, IOException, InterruptedException {
        try (PeerNode node = PeerNode.start(plan)) {
            Thread hook = new Thread(() -> stop(node), "closing");
            Runtime.getRuntime().addShutdownHook(hook);
            String sentence = node.refused().get();
            Runtime.getRuntime().removeShutdownHook(hook);
            return say(sentence, REFUSED);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a refusal is never a failure", e);
        }
    }

    private void stop(PeerNode node) {
        node.close();
        say("Stopped. What is not finished is taken up at the next start.", 0);
    }

    private int say(String sentence, int exitCode) {
        if (spec != null) {
            spec.commandLine().getErr().println(sentence);
        }
        return exitCode;
    }
}
