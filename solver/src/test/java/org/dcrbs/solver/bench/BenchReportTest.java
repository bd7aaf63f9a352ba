package org.dcrbs.solver.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.dcrbs.solver.PairingProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a benchmark on tiny problems: from a case to the files. */
class BenchReportTest {
    private static final BenchCases TINY = new BenchCases(Optional.empty(), 1, 0.004, 0.004);

    @TempDir
    private Path folder;

    @Test
    void everyWayHasARowThatIsCheckedAndStaysBelowEveryBound() {
        List<BenchRow> rows = run(caseOf("10k-credit")).rows();

        assertThat(rows)
                .extracting(BenchRow::way)
                .containsExactly(
                        EnumSet.allOf(Way.class).stream().map(Way::label).toArray(String[]::new));
        long bound =
                rows.stream().flatMapToLong(row -> row.bound().stream()).min().orElseThrow();
        assertThat(rows).filteredOn(row -> row.objective().isPresent()).allSatisfy(row -> {
            assertThat(row.word()).startsWith("feasible");
            assertThat(row.objective().getAsLong()).isLessThanOrEqualTo(bound);
        });
        assertThat(rows.get(rows.size() - 1).objective()).isPresent();
    }

    @Test
    void aCaseThatIsRunAloneReplacesItsOwnSectionAndFigures() throws IOException {
        write(caseOf("flow"), "first");
        write(caseOf("10k-credit"), "second");
        write(caseOf("flow"), "third");

        assertThat(Files.readString(folder.resolve(BenchReport.PAGE)))
                .contains("# The solver's benchmark")
                .contains("`second`")
                .contains("`third`")
                .doesNotContain("`first`")
                .containsOnlyOnce("## flow\n")
                .contains("solver-bench-10k-credit.svg");
        assertThat(Files.readAllLines(folder.resolve(BenchReport.FIGURES)))
                .filteredOn(line -> line.startsWith("{\"case\":\"flow\","))
                .hasSize(2 * Way.values().length);
        assertThat(folder.resolve("solver-bench-10k-credit.svg"))
                .content()
                .startsWith("<svg")
                .contains("proven bound")
                .endsWith("</svg>\n");
    }

    @Test
    void whatWasDoneWhenARunStoppedIsWrittenAndSaysThatItIsNotAll() throws IOException {
        BenchReport report = new BenchReport(folder, "stopped");
        List<BenchResult> heard = new ArrayList<>();
        run(caseOf("flow"), heard);
        report.write(heard.get(0));

        assertThat(folder.resolve(BenchReport.PAGE)).content().contains("Not finished: 1 of 2 problems.");
    }

    @Test
    void publishedInstancesThatAreNotThereAreSkippedAndNamed() throws IOException {
        BenchCase gap = caseOf("gap");
        write(gap, "none");
        BenchCase elsewhere =
                new BenchCases(Optional.of(folder), 1, 1, 1).named("cycles").orElseThrow();

        assertThat(gap.trials()).isEmpty();
        assertThat(gap.skipped()).containsExactly("gap: needs --data");
        assertThat(elsewhere.skipped()).hasSize(3).allMatch(what -> what.contains("there is no " + folder));
        assertThat(folder.resolve(BenchReport.PAGE)).content().contains("Skipped: gap: needs --data.");
    }

    @Test
    void aTooLargeProblemIsNotTriedByCpSat() {
        PairingProblem large = MadeUp.dense(1_100, 1);

        assertThat(Way.CP_SAT.run(large, Duration.ofSeconds(1), 1, progress -> {}))
                .isEqualTo(new Outcome.None("not tried: 1,210,000 candidates"));
    }

    @Test
    void everyNameHasACase() {
        assertThat(BenchCases.names()).allMatch(name -> TINY.named(name).isPresent());
        assertThat(TINY.named("10k")).isEmpty();
    }

    private static BenchCase caseOf(String name) {
        return TINY.named(name).orElseThrow();
    }

    private void write(BenchCase of, String command) throws IOException {
        new BenchReport(folder, command).write(run(of));
    }

    private static BenchResult run(BenchCase of) {
        return run(of, new ArrayList<>());
    }

    private static BenchResult run(BenchCase of, List<BenchResult> heard) {
        return BenchRun.run(of, 1, new BenchRun.Listener() {
            @Override
            public void begins(Trial trial, PairingProblem problem, Way way) {}

            @Override
            public void finished(BenchResult soFar, List<BenchRow> ofTrial) {
                heard.add(soFar);
            }
        });
    }
}
