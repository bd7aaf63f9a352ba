package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dcrbs.rules.Diagnostic;
import org.dcrbs.rules.PolicyCheck;
import org.dcrbs.rules.scenario.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcrbs policy check}: whether policy files can be used. Runs none of their rules. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check policy files, and say what is wrong where. None of their rules or scenarios is run.",
        footer = {
            "",
            "All files named, and all in folders named, are taken to be one policy set.",
            "Exit codes: 0 nothing is wrong, 2 something is."
        })
@SuppressWarnings("NullAway.Init")
final class PolicyCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE|FOLDER", description = "Files that end in .drl, .csv or .xlsx.")
    private List<Path> paths;

    @Override
    public Integer call() {
        List<Diagnostic> wrong = new ArrayList<>(PolicyCheck.of(paths));
        wrong.addAll(Scenarios.faults(paths));
        PrintWriter to = wrong.isEmpty()
                ? spec.commandLine().getOut()
                : spec.commandLine().getErr();
        wrong.forEach(to::println);
        to.println(wrong.isEmpty() ? "nothing is wrong" : "faults: " + wrong.size());
        to.flush();
        return wrong.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }
}
