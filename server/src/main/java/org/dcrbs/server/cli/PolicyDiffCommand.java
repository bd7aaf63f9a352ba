package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dcrbs.rules.PolicyDiff;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.server.listing.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcrbs policy diff}: which rules differ between two policy sets. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Say which rules differ between two folders of policies, and in which words.")
@SuppressWarnings("NullAway.Init")
final class PolicyDiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A folder of policies.")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another.")
    private Path after;

    @Override
    public Integer call() {
        PrintWriter to = spec.commandLine().getOut();
        try {
            PolicyDiff diff = PolicyDiff.between(before, after);
            diff.changes().forEach(to::println);
            to.println("rules that differ: " + diff.changes().size());
        } catch (PolicyException e) {
            throw new BadInputException("the policies are refused:\n" + e.getMessage(), e);
        }
        to.flush();
        return ExitCode.OK;
    }
}
