package org.dcrbs.solver.planning;

import java.util.List;
import java.util.stream.IntStream;
import org.dcrbs.solver.table.PairingTable;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.cloner.SolutionCloner;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;

/** A choice for all lines, each by itself: the plain model. */
@PlanningSolution(solutionCloner = LinePlan.Cloner.class)
public class LinePlan {
    private final PairingTable table;
    private final List<LineChoice> choices;
    private @Nullable HardSoftLongScore score;

    /** For OptaPlanner, which makes no use of it: plans have a cloner of their own. */
    @SuppressWarnings("NullAway")
    LinePlan() {
        this(null, List.of());
    }

    private LinePlan(PairingTable table, List<LineChoice> choices) {
        this.table = table;
        this.choices = choices;
    }

    static LinePlan of(PairingTable table) {
        return new LinePlan(
                table,
                IntStream.range(0, table.lineCount())
                        .mapToObj(line -> LineChoice.of(table, line))
                        .toList());
    }

    PairingTable table() {
        return table;
    }

    @PlanningEntityCollectionProperty
    public List<LineChoice> getChoices() {
        return choices;
    }

    @PlanningScore
    public @Nullable HardSoftLongScore getScore() {
        return score;
    }

    public void setScore(@Nullable HardSoftLongScore score) {
        this.score = score;
    }

    /** Clones what changes and no more, several times as fast as OptaPlanner's own. */
    public static class Cloner implements SolutionCloner<LinePlan> {
        @Override
        public LinePlan cloneSolution(LinePlan original) {
            LinePlan copy = new LinePlan(
                    original.table,
                    original.choices.stream().map(LineChoice::copy).toList());
            copy.score = original.score;
            return copy;
        }
    }
}
