package org.dcrbs.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.importing.AssignmentImporter;
import org.dcrbs.solver.importing.AssignmentImporter.Goal;
import org.dcrbs.solver.importing.BarterGraphImporter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcrbs import-problem}: instances of other fields as problems for {@code dcrbs solve}. */
@Command(
        name = "import-problem",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Turn a published instance of another field into a problem for 'dcrbs solve'.",
        footer = {
            "",
            "Formats:",
            "  assignment     n, then n rows of n costs; each row to one column (OR-Library)",
            "  gap-cost       m n, m rows of n costs, m rows of n uses, m capacities; least cost",
            "  gap-profit     the same, most profit",
            "  kidney-wmd     '# NUMBER ALTERNATIVES: n', then giver,receiver,weight from 1 (PrefLib)",
            "  kidney-edges   n m, m times giver receiver weight from 0, then -1 -1 -1",
            "  barter-matrix  n, the vertices that count double, n rows of 0 or 1",
            "The last three are swap markets and need --max-cycle."
        })
@SuppressWarnings("NullAway.Init")
final class ImportProblemCommand implements Callable<Integer> {
    private static final int SHORTEST_CYCLE = 2;

    @Spec
    private CommandSpec spec;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "One of those below.")
    private String format;

    @Option(names = "--max-cycle", paramLabel = "K", description = "How many parties a cycle or chain may have.")
    private @Nullable Integer maxCycle;

    @Parameters(paramLabel = "FILE", description = "The instance.")
    private Path file;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "PROBLEM",
            description = "The dcrbs-pairing/1 file to write; gzip if it ends in .gz.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        ProblemFiles.write(read(), out, spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private PairingProblem read() throws IOException {
        return switch (format) {
            case "assignment" -> {
                noCycle();
                yield AssignmentImporter.assignment(file);
            }
            case "gap-cost" -> {
                noCycle();
                yield AssignmentImporter.generalised(file, Goal.LEAST_COST);
            }
            case "gap-profit" -> {
                noCycle();
                yield AssignmentImporter.generalised(file, Goal.MOST_PROFIT);
            }
            case "kidney-wmd" -> BarterGraphImporter.prefLib(file, cycle());
            case "kidney-edges" -> BarterGraphImporter.edgeList(file, cycle());
            case "barter-matrix" -> BarterGraphImporter.matrix(file, cycle());
            default ->
                throw new BadInputException("there is no format '" + format
                        + "'; there are assignment, gap-cost, gap-profit, kidney-wmd, kidney-edges, barter-matrix");
        };
    }

    private void noCycle() {
        if (maxCycle != null) {
            throw new BadInputException("--max-cycle is for swap markets, which " + format + " is not");
        }
    }

    private int cycle() {
        if (maxCycle == null || maxCycle < SHORTEST_CYCLE) {
            throw new BadInputException(format + " is a swap market: --max-cycle wants 2 or more");
        }
        return maxCycle;
    }
}
