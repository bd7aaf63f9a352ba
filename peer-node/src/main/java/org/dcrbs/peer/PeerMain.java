package org.dcrbs.peer;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program that a member runs. */
@Command(
        name = "dcrbs peer",
        description = "A member's node in a DCRBS barter exchange.",
        mixinStandardHelpOptions = true,
        versionProvider = PeerMain.VersionText.class,
        subcommands = {
            EnrolCommand.class,
            RunCommand.class,
            StatusCommand.class,
            ShareCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            BenchmarkCommand.class,
            TransferBenchmarkCommand.class,
            OfferCommand.class,
            DemandCommand.class,
            SubmitCommand.class,
            ResultsCommand.class,
            LeasesCommand.class,
            MemoryCommand.class,
            StoreCommand.class,
            AccessCommand.class,
            StreamCommand.class,
            LeaveCommand.class,
            DirectTradeCommand.class,
            ServiceCommand.class
        },
        footer = {
            "",
            "To join, ask the operator for the coordinator's address and a token, then:",
            "  dcrbs peer run --coordinator HOST:PORT --token TOKEN",
            "and from then on just:",
            "  dcrbs peer run"
        })
public final class PeerMain implements Runnable {
    private static final String LOGGING = "logback.configurationFile";

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] args) {
        // Under a name of its own, because programs that embed the node have their own way of logging.
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "logback-peer.xml");
        }
        System.exit(run(args));
    }

    /** The program without the exit; its exit code. */
    public static int run(String... args) {
        return new CommandLine(new PeerMain()).execute(args);
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
    }

    /** For --version. */
    static final class VersionText implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"dcrbs peer " + Version.TEXT};
        }
    }
}
