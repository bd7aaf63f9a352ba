package org.dcrbs.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcrbs bench}: what measures the solver and the policies. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure the solver and the policies.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchSolverCommand.class,
            BenchSizesCommand.class,
            BenchMarketCommand.class,
            BenchListingsCommand.class,
            BenchPoliciesCommand.class,
            BenchPeersCommand.class,
            HelpCommand.class
        })
@SuppressWarnings("NullAway.Init")
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which benchmark: solver, sizes, market, listings, policies or peers?");
    }
}
