package org.dcrbs.solver.bench;

import java.util.List;

/** What a case has come to so far: the rows, and a curve for each trial that is charted. */
public record BenchResult(BenchCase of, int done, List<BenchRow> rows, List<Curve> curves) {
    public BenchResult {
        rows = List.copyOf(rows);
        curves = List.copyOf(curves);
    }

    public boolean complete() {
        return done == of.trials().size();
    }
}
