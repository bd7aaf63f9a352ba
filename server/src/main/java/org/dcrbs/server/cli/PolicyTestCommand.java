package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.rules.scenario.ScenarioReport;
import org.dcrbs.rules.scenario.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcrbs policy test}: whether policies do what the scenarios beside them say. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Run the scenarios beside policies, and say which came out otherwise than expected, and why.",
        footer = {
            "",
            "Each folder is a policy set of its own; its scenarios are in the files that end in .scenarios.csv or"
                    + " .scenarios.xlsx.",
            "Exit codes: 0 all came out as expected, 2 one did not, or a file is wrong."
        })
@SuppressWarnings("NullAway.Init")
final class PolicyTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "Folders of policies.")
    private List<Path> folders;

    @Override
    public Integer call() {
        boolean green = true;
        for (Path folder : folders) {
            green &= isGreen(folder);
        }
        return green ? ExitCode.OK : ExitCode.USAGE;
    }

    private boolean isGreen(Path folder) {
        try {
            Scenarios scenarios = Scenarios.read(PolicySet.filesIn(folder));
            ScenarioReport report = scenarios.run(PolicySet.load(folder));
            PrintWriter to = report.isGreen()
                    ? spec.commandLine().getOut()
                    : spec.commandLine().getErr();
            to.print(report.version() + "\n" + report.text());
            to.flush();
            return report.isGreen();
        } catch (PolicyException e) {
            PrintWriter to = spec.commandLine().getErr();
            to.println(e.getMessage());
            to.println("faults: " + e.diagnostics().size() + " in " + folder);
            to.flush();
            return false;
        }
    }
}
