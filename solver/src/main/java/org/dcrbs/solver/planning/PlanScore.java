package org.dcrbs.solver.planning;

import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Terms;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.calculator.IncrementalScoreCalculator;

/** The score of {@link PairingRules}, kept up to date change by change. */
public class PlanScore implements IncrementalScoreCalculator<Plan, HardSoftLongScore> {
    private @Nullable Terms terms;
    private @Nullable Allocation allocation;
    private @Nullable ProviderWishes wishes;

    @Override
    public void resetWorkingSolution(Plan plan) {
        Allocation fresh = new Allocation(plan.getTerms().table());
        ProviderWishes freshWishes = new ProviderWishes(plan.getTerms().table());
        for (BundlePlan bundle : plan.getBundles()) {
            Serving serving = bundle.getServing();
            if (serving != null) {
                fresh.serve(bundle.getBundle(), serving.picks());
                freshWishes.served(bundle.getBundle(), serving);
            }
        }
        plan.setAllocation(fresh);
        terms = plan.getTerms();
        allocation = fresh;
        wishes = freshWishes;
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {
        BundlePlan bundle = (BundlePlan) entity;
        Serving serving = bundle.getServing();
        if (serving != null && allocation != null && wishes != null) {
            allocation.release(bundle.getBundle());
            wishes.released(bundle.getBundle(), serving);
        }
    }

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        BundlePlan bundle = (BundlePlan) entity;
        Serving serving = bundle.getServing();
        if (serving != null && allocation != null && wishes != null) {
            allocation.serve(bundle.getBundle(), serving.picks());
            wishes.served(bundle.getBundle(), serving);
        }
    }

    @Override
    public void beforeEntityAdded(Object entity) {}

    @Override
    public void afterEntityAdded(Object entity) {}

    @Override
    public void beforeEntityRemoved(Object entity) {}

    @Override
    public void afterEntityRemoved(Object entity) {}

    @Override
    public HardSoftLongScore calculateScore() {
        if (terms == null || allocation == null || wishes == null) {
            throw new IllegalStateException("no working plan");
        }
        return HardSoftLongScore.of(
                -allocation.overdraw()
                        - allocation.unservedMandatory()
                        - wishes.broken()
                        - CycleLengths.tooLong(allocation),
                allocation.surplus()
                        - terms.penalty(allocation.netViolation())
                        - terms.absencePenalty() * allocation.unservedMandatory());
    }
}
