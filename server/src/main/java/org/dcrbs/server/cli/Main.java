package org.dcrbs.server.cli;

import org.dcrbs.server.ServerApplication;
import org.dcrbs.server.importer.ImportCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code dcrbs}: the coordinator and the tools around it. */
@Command(
        name = "dcrbs",
        description = "A barter exchange for computer resources.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServerCommand.class,
            RoundCommand.class,
            InboxCommand.class,
            MemberCommand.class,
            PolicyCommand.class,
            ReputationCommand.class,
            DisputeCommand.class,
            SolveCommand.class,
            CheckCommand.class,
            ImportCommand.class,
            ImportProblemCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "'dcrbs peer --help' tells about the program that a member runs.",
            "Exit codes: 0 done, 1 failed, 2 bad input or usage."
        })
public final class Main implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the log, and the whole of an error.")
    private boolean verbose;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** All of the commands, with plain errors. */
    static CommandLine commandLine() {
        Main main = new Main();
        return new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(PlainFailures::usage)
                .setExecutionExceptionHandler(new PlainFailures(() -> main.verbose))
                .setExecutionStrategy(parsed -> {
                    Logging.forCommands(main.verbose);
                    return new CommandLine.RunLast().execute(parsed);
                });
    }

    boolean verbose() {
        return verbose;
    }

    @Override
    public void run() {
        CommandSpec known = spec;
        if (known != null) {
            throw new ParameterException(known.commandLine(), "which command?");
        }
    }

    /** The version that the jar carries. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ServerApplication.class.getPackage().getImplementationVersion();
            return new String[] {
                "dcrbs " + (version == null ? "(not packaged)" : version) + ", Java " + Runtime.version()
            };
        }
    }
}
