package org.dcrbs.server.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.bench.BenchCase;
import org.dcrbs.solver.bench.BenchCases;
import org.dcrbs.solver.bench.BenchReport;
import org.dcrbs.solver.bench.BenchResult;
import org.dcrbs.solver.bench.BenchRow;
import org.dcrbs.solver.bench.BenchRun;
import org.dcrbs.solver.bench.BenchText;
import org.dcrbs.solver.bench.Trial;
import org.dcrbs.solver.bench.Way;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dcrbs bench solver}: this solver against first come, plain OptaPlanner and CP-SAT, checked and written down. */
@Command(
        name = "solver",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description = {
            "This solver against first come, OptaPlanner as it comes and CP-SAT alone: the same problems, the same time,"
                    + " every answer checked.",
            "Results go to the terminal, progress to the error stream. With --out each problem's results are written as"
                    + " soon as they are there, so that a run may be stopped at any time."
        },
        footer = {
            "",
            "Cases: assignment, flow, gap, cycles, 10k-credit, 10k-tight, 100k-credit, 1m-credit.",
            "gap, cycles and a part of assignment need --data with the published instances.",
            "1m-credit wants a heap of 12 GiB: DCRBS_JAVA_OPTS=-Xmx12g."
        })
@SuppressWarnings("NullAway.Init")
final class BenchSolverCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--case", paramLabel = "NAME", split = ",", description = "Which cases; all if left out.")
    private List<String> names = BenchCases.names();

    @Option(
            names = "--way",
            paramLabel = "WAY",
            split = ",",
            description = "Which ways, of ${COMPLETION-CANDIDATES}; all that a case has if left out.")
    private Set<Way> ways = EnumSet.allOf(Way.class);

    @Option(names = "--data", paramLabel = "FOLDER", description = "Where the published instances are.")
    private @Nullable Path data;

    @Option(names = "--seconds-scale", paramLabel = "X", description = "All times times this.")
    private double secondsScale = 1;

    @Option(names = "--size-scale", paramLabel = "X", description = "All sizes of made-up problems times this.")
    private double sizeScale = 1;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where to write page, figures and charts.")
    private @Nullable Path out;

    @Option(names = "--seed", paramLabel = "N", description = "Makes other markets, and other searches.")
    private long seed = 1;

    @Override
    public Integer call() {
        if (!(secondsScale > 0 && secondsScale <= 1000 && sizeScale > 0 && sizeScale <= 10)) {
            throw new BadInputException("--seconds-scale wants more than 0, to 1000; --size-scale more than 0, to 10");
        }
        if (data != null && !Files.isDirectory(data)) {
            throw new BadInputException("--data: there is no folder " + data);
        }
        BenchCases cases = new BenchCases(Optional.ofNullable(data), seed, secondsScale, sizeScale);
        for (String name : names) {
            if (!BenchCases.names().contains(name)) {
                throw new BadInputException(
                        "there is no case '" + name + "'; there are " + String.join(", ", BenchCases.names()));
            }
        }
        for (String name : names) {
            if (cases.named(name).orElseThrow().by(ways).ways().isEmpty()) {
                throw new BadInputException("--way: the case " + name + " is not tried by any of these ways");
            }
        }
        for (String name : names) {
            run(cases.named(name).orElseThrow().by(ways));
        }
        return ExitCode.OK;
    }

    private void run(BenchCase of) {
        PrintWriter to = spec.commandLine().getOut();
        to.printf("%n%s: %s%n", of.name(), of.title());
        of.skipped().forEach(what -> to.println("skipped: " + what));
        to.flush();
        if (of.trials().isEmpty()) {
            write(new BenchResult(of, 0, List.of(), List.of()));
            return;
        }
        to.print(BenchText.head());
        BenchRun.run(of, seed, new Listener(of));
    }

    private final class Listener implements BenchRun.Listener {
        private final BenchCase of;
        private int trial;

        Listener(BenchCase of) {
            this.of = of;
        }

        @Override
        public void begins(Trial at, PairingProblem problem, Way way) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(
                    Locale.ROOT,
                    "%s %d/%d, %s (%,d candidates): %s, up to %.1f s%n",
                    of.name(),
                    trial + 1,
                    of.trials().size(),
                    at.name(),
                    problem.candidateCount(),
                    way.label(),
                    at.time().toMillis() / 1000.0);
            err.flush();
        }

        @Override
        public void finished(BenchResult soFar, List<BenchRow> ofTrial) {
            trial = soFar.done();
            PrintWriter to = spec.commandLine().getOut();
            to.println(ofTrial.get(0).problem());
            ofTrial.forEach(row -> to.print(BenchText.line(row)));
            to.flush();
            write(soFar);
        }
    }

    private void write(BenchResult result) {
        if (out == null) {
            return;
        }
        try {
            new BenchReport(out, command(result.of().name())).write(result);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + out + ": " + e.getMessage(), e);
        }
    }

    /** What makes this case again; folders are everyone's own. */
    private String command(String name) {
        List<String> words = new ArrayList<>(List.of("./dcrbs bench solver --case", name));
        if (ways.size() < Way.values().length) {
            words.add("--way " + ways.stream().map(Way::name).sorted().collect(joining(",")));
        }
        if (data != null) {
            words.add("--data FOLDER");
        }
        if (secondsScale != 1) {
            words.add("--seconds-scale " + secondsScale);
        }
        if (sizeScale != 1) {
            words.add("--size-scale " + sizeScale);
        }
        words.add("--seed " + seed);
        return String.join(" ", words);
    }
}
