package org.dcrbs.solver.planning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/** A bundle and the package that serves it, if any. */
@PlanningEntity
public class BundlePlan {
    static final String SERVING = "serving";

    private final int bundle;
    private final List<Serving> range;
    private @Nullable Serving serving;

    /** For OptaPlanner, which makes no use of it: plans have a cloner of their own. */
    BundlePlan() {
        this(-1, List.of(), null);
    }

    /**
     * @param range the packages that OptaPlanner's own moves may choose from; the moves of this package choose any
     */
    BundlePlan(int bundle, List<Serving> range, @Nullable Serving serving) {
        this.bundle = bundle;
        this.range = range;
        this.serving = serving;
    }

    @PlanningId
    public int getBundle() {
        return bundle;
    }

    @ValueRangeProvider(id = "packages")
    public List<Serving> getRange() {
        return range;
    }

    @PlanningVariable(valueRangeProviderRefs = "packages", nullable = true)
    public @Nullable Serving getServing() {
        return serving;
    }

    public void setServing(@Nullable Serving serving) {
        this.serving = serving;
    }
}
