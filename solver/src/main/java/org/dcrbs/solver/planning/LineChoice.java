package org.dcrbs.solver.planning;

import java.util.List;
import java.util.stream.IntStream;
import org.dcrbs.solver.table.PairingTable;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/** A line and the candidate that serves it, if any: the entity of the plain model. */
@PlanningEntity
public class LineChoice {
    private final int line;
    private final List<Integer> range;
    private @Nullable Integer pick;

    /** For OptaPlanner, which makes no use of it: plans have a cloner of their own. */
    LineChoice() {
        this(-1, List.of(), null);
    }

    private LineChoice(int line, List<Integer> range, @Nullable Integer pick) {
        this.line = line;
        this.range = range;
        this.pick = pick;
    }

    static LineChoice of(PairingTable table, int line) {
        List<Integer> range = IntStream.range(table.firstCandidate[line], table.firstCandidate[line + 1])
                .boxed()
                .toList();
        return new LineChoice(line, range, null);
    }

    LineChoice copy() {
        return new LineChoice(line, range, pick);
    }

    @PlanningId
    public int getLine() {
        return line;
    }

    @ValueRangeProvider(id = "candidates")
    public List<Integer> getRange() {
        return range;
    }

    @PlanningVariable(valueRangeProviderRefs = "candidates", nullable = true)
    public @Nullable Integer getPick() {
        return pick;
    }

    public void setPick(@Nullable Integer pick) {
        this.pick = pick;
    }
}
