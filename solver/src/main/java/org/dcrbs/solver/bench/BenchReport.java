package org.dcrbs.solver.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files of a benchmark: a Markdown page, the figures as JSON Lines, and a chart for each trial that has a curve. What
 * a case wrote before is replaced, what other cases wrote stays.
 */
public final class BenchReport {
    static final String PAGE = "solver-bench.md";
    static final String FIGURES = "solver-bench.jsonl";

    private static final String INTRODUCTION = """
            # The solver's benchmark

            Written by `dcrbs bench solver --out FOLDER`, a section a case; a case that is run alone replaces its own. Within a case all ways had the same problem and the same time, one after the other on the same machine.

            *bound*: what the way itself proves; nothing has a larger objective. *gap*: how far the objective is below the best bound that any of the ways proved on that problem. *below optimum*: from the published optimum. *ratio*: the objective over that of first come. *check*: what `PairingChecker`, which shares no code with the solver, says of the whole answer; an answer that breaks a rule has no objective.
            """;

    private final Path folder;
    private final String command;

    /**
     * @param command what was asked, for whoever wants to run it again
     */
    public BenchReport(Path folder, String command) {
        this.folder = folder;
        this.command = command;
    }

    /** Writes what a case has come to so far. */
    public void write(BenchResult result) throws IOException {
        Files.createDirectories(folder);
        String name = result.of().name();
        for (int i = 0; i < result.curves().size(); i++) {
            replace(
                    folder.resolve(chart(name, i)),
                    CurveChart.svg(result.curves().get(i)));
        }
        replace(folder.resolve(PAGE), Sections.replace(old(PAGE, INTRODUCTION), name, section(result)));
        replace(folder.resolve(FIGURES), BenchFigures.replace(old(FIGURES, ""), name, result.rows()));
    }

    private String old(String file, String otherwise) throws IOException {
        try {
            return Files.readString(folder.resolve(file));
        } catch (NoSuchFileException e) {
            return otherwise;
        }
    }

    private static void replace(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String chart(String name, int trial) {
        return "solver-bench-" + name + (trial == 0 ? "" : "-" + (trial + 1)) + ".svg";
    }

    private String section(BenchResult result) {
        StringBuilder text = new StringBuilder(
                "## " + result.of().name() + "\n\n" + result.of().title() + "\n\n");
        text.append("`").append(command).append("`; ").append(machine()).append(".\n");
        if (!result.complete()) {
            text.append("\nNot finished: ")
                    .append(result.done())
                    .append(" of ")
                    .append(result.of().trials().size())
                    .append(" problems.\n");
        }
        result.of()
                .skipped()
                .forEach(what -> text.append("\nSkipped: ").append(what).append(".\n"));
        if (!result.rows().isEmpty()) {
            text.append('\n').append(table(result.rows()));
        }
        for (int i = 0; i < result.curves().size(); i++) {
            text.append("\n![Best and bound over time, ")
                    .append(result.curves().get(i).problem())
                    .append("](")
                    .append(chart(result.of().name(), i))
                    .append(")\n");
        }
        return text.toString();
    }

    private static String table(List<BenchRow> rows) {
        StringBuilder text = new StringBuilder("| problem | " + String.join(" | ", BenchText.COLUMNS) + " |\n");
        text.append("|---|---|---:|---:|---:|---|---:|---:|---:|---|\n");
        for (BenchRow row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.problem()));
            cells.addAll(BenchText.cells(row));
            text.append("| ")
                    .append(String.join(" | ", cells).replace('\n', ' '))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%d cores, %.1f GiB heap, Java %d",
                runtime.availableProcessors(),
                runtime.maxMemory() / (double) (1 << 30),
                Runtime.version().feature());
    }
}
