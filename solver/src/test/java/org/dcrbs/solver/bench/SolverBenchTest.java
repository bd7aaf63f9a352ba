package org.dcrbs.solver.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.SolveLimits;
import org.junit.jupiter.api.Test;

class SolverBenchTest {
    @Test
    void everyWayStaysBelowTheBoundAndOursIsBest() {
        PairingProblem market = StandardMarket.of(100, 1, StandardMarket.Money.CREDIT);
        List<SolverBench.Row> rows =
                SolverBench.run(market, SolveLimits.seconds(60).withSteps(2_000), 1);
        assertThat(rows)
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.objective()).isLessThanOrEqualTo(row.bound()));
        assertThat(rows.get(2).objective())
                .isGreaterThanOrEqualTo(rows.get(0).objective())
                .isGreaterThanOrEqualTo(rows.get(1).objective());
        assertThat(SolverBench.table(rows)).contains("first come").contains("this solver");
    }
}
