package org.dcrbs.solver.planning;

import java.util.List;
import java.util.Objects;
import org.dcrbs.solver.table.PairingTable;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/** A bundle and the package that serves it, if any. */
@PlanningEntity
public class BundlePlan {
    static final String SERVING = "serving";

    private final PairingTable table;
    private final int bundle;
    private final List<Serving> range;
    private @Nullable Serving serving;

    /** For OptaPlanner, which makes no use of it: plans have a cloner of their own. */
    @SuppressWarnings("NullAway")
    BundlePlan() {
        this(null, -1, List.of(), null);
    }

    /**
     * @param range the packages that OptaPlanner's own moves may choose from; the moves of this package choose any
     */
    BundlePlan(PairingTable table, int bundle, List<Serving> range, @Nullable Serving serving) {
        this.table = table;
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

    PairingTable table() {
        return table;
    }

    /** The package that serves it, which must be there. */
    Serving serving() {
        return Objects.requireNonNull(serving, "not served");
    }

    public void setServing(@Nullable Serving serving) {
        this.serving = serving;
    }
}
