package org.dcrbs.solver.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.PairingChecker;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PairingSolver;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.bench.PublishedFiles;
import org.dcrbs.solver.importing.AssignmentImporter.Goal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems of other fields with known answers: never better, and equal where the solver says that it is proven. */
class PublishedOptimaTest {
    private static final SolveLimits LIMITS = SolveLimits.seconds(60).withSteps(20_000);

    @TempDir
    private Path folder;

    @Test
    void generalisedAssignmentsOfTheOrLibrary() throws IOException {
        Path data = SharedData.folder("gap");
        Map<String, Path> files = PublishedFiles.unpack(data.resolve("gap_dev.tar.gz"), folder);
        for (Map<String, String> row : PublishedFiles.table(data.resolve("expected_dev.csv"))) {
            if (row.get("path").matches(".*/gap[12]-.")) {
                Path file = files.get(row.get("path"));
                meets(AssignmentImporter.generalised(file, Goal.LEAST_COST), -Long.parseLong(row.get("optimum_min")));
                meets(AssignmentImporter.generalised(file, Goal.MOST_PROFIT), Long.parseLong(row.get("optimum_max")));
            }
        }
    }

    /** Takes minutes. */
    @Test
    @EnabledIfSystemProperty(named = "dcrbs.long", matches = "true")
    void allGeneralisedAssignmentsComeCloseInAQuarterOfAMinute() throws IOException {
        Path data = SharedData.folder("gap");
        Map<String, Path> files = PublishedFiles.unpack(data.resolve("gap_dev.tar.gz"), folder);
        for (Map<String, String> row : PublishedFiles.table(data.resolve("expected_dev.csv"))) {
            long optimum = -Long.parseLong(row.get("optimum_min"));
            PairingProblem problem = AssignmentImporter.generalised(files.get(row.get("path")), Goal.LEAST_COST);
            Answer answer = PairingSolver.solve(problem, SolveLimits.seconds(15).withThreads(2), 1);
            assertThat(PairingChecker.check(problem, answer)).as(problem.name()).isEmpty();
            assertThat(answer.objective()).as(problem.name()).isBetween(optimum + optimum / 200, optimum);
            assertThat(answer.bound()).as(problem.name()).isGreaterThanOrEqualTo(optimum);
            assertThat(answer.gap()).as(problem.name()).isLessThan(0.02);
        }
    }

    @Test
    void theAssignmentOfAHundred() throws IOException {
        Path data = SharedData.folder("orlib-assign");
        meets(AssignmentImporter.assignment(data.resolve("assign100.txt")), -305);
    }

    @Test
    void kidneyExchangesOfPrefLib() throws IOException {
        Path data = SharedData.folder("kidney-preflib");
        Map<String, Path> files = PublishedFiles.unpack(data.resolve("wmd_dev.tar.gz"), folder);
        for (Map<String, String> row : PublishedFiles.table(data.resolve("expected_dev.csv"))) {
            if (Integer.parseInt(row.get("vertices")) <= 36) {
                PairingProblem problem = BarterGraphImporter.prefLib(files.get(row.get("file")), 3);
                meets(problem, Long.parseLong(row.get("opt_K3_with_chains")));
            }
        }
    }

    @Test
    void kidneyExchangesWithKnownCyclesOnly() throws IOException {
        Path data = SharedData.folder("kidney-trimble");
        for (Map<String, String> row : PublishedFiles.table(data.resolve("expected.csv"))) {
            int most = Integer.parseInt(row.get("max_cycle"));
            if (most <= 3) {
                Path file = data.resolve("fixtures").resolve(row.get("fixture") + ".input");
                meets(BarterGraphImporter.edgeList(file, most), (long)
                        Double.parseDouble(row.get("optimal_total_weight_no_chains")));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "self-loop", "duplicate-edge", "incorrect_edge_count1", "incorrect_edge_count2",
                "out-of-range1", "out-of-range2", "out-of-range3", "out-of-range4"
            })
    void malformedKidneyExchangesAreRefused(String name) {
        Path file = SharedData.folder("kidney-trimble").resolve("fixtures").resolve(name + ".input");
        assertThatThrownBy(() -> BarterGraphImporter.edgeList(file, 3))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(name + ".input, line ");
    }

    @Test
    void barterGraphs() throws IOException {
        Path data = SharedData.folder("barter-cycles-cs170");
        Map<String, Path> files = PublishedFiles.unpack(data.resolve("instances_dev.tar.gz"), folder);
        for (Map<String, String> row : PublishedFiles.table(data.resolve("expected_dev.csv"))) {
            if (Integer.parseInt(row.get("cycles_le5")) <= 60) {
                long all = Long.parseLong(row.get("n")) + Long.parseLong(row.get("children"));
                long optimum = all - Long.parseLong(row.get("optimal_penalty"));
                meets(BarterGraphImporter.matrix(files.get(row.get("instance") + ".in"), 5), optimum);
            }
        }
    }

    private static void meets(PairingProblem problem, long optimum) {
        Answer answer = PairingSolver.solve(problem, LIMITS, 1);
        List<String> faults = PairingChecker.check(problem, answer);
        assertThat(faults).as(problem.name()).isEmpty();
        assertThat(answer.objective()).as(problem.name()).isEqualTo(optimum);
        assertThat(answer.bound()).as(problem.name()).isEqualTo(optimum);
    }
}
