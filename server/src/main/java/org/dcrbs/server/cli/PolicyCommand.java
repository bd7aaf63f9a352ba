package org.dcrbs.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcrbs policy}: what business staff do with policies. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Check, test, compare, publish and replay policies.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PolicyCheckCommand.class,
            PolicyTestCommand.class,
            PolicyDiffCommand.class,
            PolicyReplayCommand.class,
            PolicyExportCommand.class,
            PolicyImportCommand.class,
            PolicyRebaseCommand.class,
            PolicyApproveCommand.class,
            PolicyPublishCommand.class,
            PolicyLogCommand.class,
            PolicyRollbackCommand.class,
            HelpCommand.class
        })
@SuppressWarnings("NullAway.Init")
final class PolicyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? 'dcrbs policy --help' lists them");
    }
}
