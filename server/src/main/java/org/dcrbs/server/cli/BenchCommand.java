package org.dcrbs.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcrbs bench}: what measures the solver. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure the solver.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchSolverCommand.class, BenchSizesCommand.class, BenchMarketCommand.class, HelpCommand.class})
@SuppressWarnings("NullAway.Init")
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which benchmark: solver, sizes or market?");
    }
}
