package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.dcrbs.solver.bench.BenchCase;
import org.dcrbs.solver.bench.BenchResult;
import org.dcrbs.solver.bench.BenchRow;
import org.dcrbs.solver.bench.BenchRun;
import org.dcrbs.solver.bench.Trial;
import org.dcrbs.solver.bench.Way;
import org.dcrbs.solver.planning.LineSearch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the solver is held against is itself held against trying everything. */
class PlainWaysTest {
    /** Where no move is left to try, OptaPlanner waits for the time to pass. */
    private static final SolveLimits LIMITS = new SolveLimits(Duration.ofMillis(50), OptionalLong.of(2_000), 0, 1);

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cpSatFindsTheOptimumOfEveryTinyMarket(long seed) {
        isOptimal(TinyMarket.of(seed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cpSatFindsTheOptimumOfEveryTinySwapMarket(long seed) {
        isOptimal(TinyMarket.swaps(seed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLineModelNeverBeatsTheOptimumUnlessItMissesARule(long seed) {
        PairingProblem problem = TinyMarket.of(seed);
        List<ServedBundle> served = LineSearch.run(problem, LIMITS, 1);
        long objective = problem.objective(served);

        if (faults(problem, served, objective).isEmpty()) {
            assertThat(objective).isLessThanOrEqualTo(BruteForce.best(problem).orElseThrow());
        } else {
            // It starts from nothing served, which only an obligation can make wrong.
            assertThat(obliges(problem)).isTrue();
        }
    }

    private static void isOptimal(PairingProblem problem) {
        OptionalLong optimum = BruteForce.best(problem);
        Trial trial = new Trial("tiny", Duration.ofSeconds(60), optimum, () -> problem);
        BenchCase of = new BenchCase("tiny", "", List.of(Way.CP_SAT), List.of(trial), List.of(), false);
        BenchRow row = BenchRun.run(of, 1, new BenchRun.Listener() {
                    @Override
                    public void begins(Trial at, PairingProblem market, Way way) {}

                    @Override
                    public void finished(BenchResult soFar, List<BenchRow> ofTrial) {}
                })
                .rows()
                .get(0);
        assertThat(row.objective()).as(row.word()).isEqualTo(optimum);
        if (optimum.isPresent()) {
            assertThat(row.bound()).isEqualTo(optimum);
            assertThat(row.distance()).hasValue(0);
        }
    }

    private static List<String> faults(PairingProblem problem, List<ServedBundle> served, long objective) {
        List<Unserved> unserved = new ArrayList<>();
        for (int b = 0; b < problem.bundleCount(); b++) {
            int bundle = b;
            if (served.stream().noneMatch(each -> each.bundle() == bundle)) {
                unserved.add(new Unserved(problem.bundleId(b), "left out"));
            }
        }
        return PairingChecker.check(
                problem,
                new Answer(
                        problem.name(),
                        objective,
                        objective,
                        Proof.EXHAUSTIVE,
                        1,
                        1,
                        0,
                        served,
                        unserved,
                        Optional.empty()));
    }

    private static boolean obliges(PairingProblem problem) {
        boolean mandatory = problem.bundles().stream().anyMatch(Bundle::mandatory);
        boolean net = problem.parties().stream()
                .anyMatch(
                        party -> party.netMin().orElse(0) > 0 || party.netMax().orElse(0) < 0);
        return mandatory || net;
    }
}
