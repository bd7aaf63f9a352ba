package org.dcrbs.solver.planning;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.solver.search.Terms;
import org.dcrbs.solver.table.OfferTable;
import org.dcrbs.solver.table.PairingTable;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.stream.Constraint;
import org.optaplanner.core.api.score.stream.ConstraintCollectors;
import org.optaplanner.core.api.score.stream.ConstraintFactory;
import org.optaplanner.core.api.score.stream.ConstraintProvider;
import org.optaplanner.core.api.score.stream.uni.UniConstraintStream;

/**
 * The rules of the pairing problem, one method each. {@link PlanScore} comes to the same sums change by change; this is
 * what they mean, and what scores a market that OptaPlanner searches with its own moves.
 */
public class PairingRules implements ConstraintProvider {
    /** A pool in a slot. */
    record Cell(int index, long capacity) {}

    /** What a pairing takes of one. */
    record Draw(Cell cell, long amount) {}

    /** A party and its bounds. */
    record NetLimits(int party, long min, long max) {
        static NetLimits of(PairingTable table, int party) {
            return new NetLimits(party, table.bounds.min[party], table.bounds.max[party]);
        }

        long violation(long net) {
            return net > max ? net - max : Math.max(0, min - net);
        }
    }

    /** What a pairing adds to a party's net. */
    record NetChange(NetLimits party, long amount) {}

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {
            poolIsNeverOverdrawn(factory),
            bundleIsServedWhole(factory),
            mandatoryBundleIsServed(factory),
            bundleHasTheSameProvider(factory),
            bundleHasDistinctProviders(factory),
            netStaysWithinBounds(factory),
            cycleIsShortEnough(factory),
            surplusIsMade(factory),
            lossIsAvoided(factory)
        };
    }

    Constraint poolIsNeverOverdrawn(ConstraintFactory factory) {
        return served(factory)
                .map(PairingRules::draws)
                .flattenLast(draws -> draws)
                .groupBy(Draw::cell, ConstraintCollectors.sumLong(Draw::amount))
                .filter((cell, drawn) -> drawn > cell.capacity())
                .penalizeLong(HardSoftLongScore.ONE_HARD, (cell, drawn) -> drawn - cell.capacity())
                .asConstraint("pool is never overdrawn");
    }

    Constraint bundleIsServedWhole(ConstraintFactory factory) {
        return served(factory)
                .filter(bundle -> bundle.serving().lines() != bundle.table().lines(bundle.getBundle()))
                .penalizeLong(HardSoftLongScore.ONE_HARD, bundle -> 1)
                .asConstraint("bundle is served whole");
    }

    Constraint mandatoryBundleIsServed(ConstraintFactory factory) {
        return factory.forEachIncludingNullVars(BundlePlan.class)
                .filter(bundle -> bundle.table().mandatory[bundle.getBundle()] && bundle.getServing() == null)
                .join(Terms.class)
                .penalizeLong(HardSoftLongScore.ONE_SOFT, (bundle, terms) -> terms.absencePenalty())
                .asConstraint("mandatory bundle is served");
    }

    Constraint bundleHasTheSameProvider(ConstraintFactory factory) {
        return served(factory)
                .filter(bundle -> bundle.table().sameProvider[bundle.getBundle()]
                        && !ProviderWishes.hasOneProvider(bundle.table(), bundle.serving()))
                .penalizeLong(HardSoftLongScore.ONE_HARD, bundle -> 1)
                .asConstraint("bundle has the same provider");
    }

    Constraint bundleHasDistinctProviders(ConstraintFactory factory) {
        return served(factory)
                .filter(bundle -> bundle.table().distinctProviders[bundle.getBundle()]
                        && !ProviderWishes.hasDistinctProviders(bundle.table(), bundle.serving()))
                .penalizeLong(HardSoftLongScore.ONE_HARD, bundle -> 1)
                .asConstraint("bundle has distinct providers");
    }

    /** Budgets and credit limits, and barter-only parties that must come out even. */
    Constraint netStaysWithinBounds(ConstraintFactory factory) {
        return factory.forEachIncludingNullVars(BundlePlan.class)
                .map(PairingRules::netChanges)
                .flattenLast(changes -> changes)
                .groupBy(NetChange::party, ConstraintCollectors.sumLong(NetChange::amount))
                .groupBy(ConstraintCollectors.sumLong((party, net) -> party.violation(net) - party.violation(0)))
                .join(Terms.class)
                .penalizeLong(
                        HardSoftLongScore.ONE_SOFT,
                        (violation, terms) -> terms.penalty(terms.table().bounds.violationAtRest() + violation))
                .asConstraint("net stays within bounds");
    }

    Constraint cycleIsShortEnough(ConstraintFactory factory) {
        return served(factory)
                .filter(bundle -> bundle.table().problem.maxCycle().isPresent())
                .groupBy(ConstraintCollectors.toList())
                .penalizeLong(HardSoftLongScore.ONE_HARD, CycleLengths::tooLong)
                .asConstraint("cycle is short enough");
    }

    Constraint surplusIsMade(ConstraintFactory factory) {
        return served(factory)
                .filter(bundle -> surplus(bundle) > 0)
                .rewardLong(HardSoftLongScore.ONE_SOFT, PairingRules::surplus)
                .asConstraint("surplus is made");
    }

    Constraint lossIsAvoided(ConstraintFactory factory) {
        return served(factory)
                .filter(bundle -> surplus(bundle) < 0)
                .penalizeLong(HardSoftLongScore.ONE_SOFT, bundle -> -surplus(bundle))
                .asConstraint("loss is avoided");
    }

    private static long surplus(BundlePlan bundle) {
        return bundle.serving().stream()
                .mapToLong(k -> bundle.table().surplus[k])
                .sum();
    }

    private static UniConstraintStream<BundlePlan> served(ConstraintFactory factory) {
        return factory.forEachIncludingNullVars(BundlePlan.class).filter(bundle -> bundle.getServing() != null);
    }

    private static List<Draw> draws(BundlePlan bundle) {
        PairingTable table = bundle.table();
        OfferTable offers = table.offers;
        List<Draw> draws = new ArrayList<>();
        for (int i = 0; i < bundle.serving().lines(); i++) {
            int k = bundle.serving().pick(i);
            int o = table.offer[k];
            for (int pool = 0; pool < offers.pools(o); pool++) {
                int first = table.cell[k] + pool * offers.length[o];
                long capacity = offers.capacity[offers.firstPool[o] + pool];
                for (int t = 0; t < table.length[table.firstLine[bundle.getBundle()] + i]; t++) {
                    draws.add(new Draw(new Cell(first + t, capacity), table.uses[table.firstUse[k] + pool]));
                }
            }
        }
        return draws;
    }

    /** What a bundle adds to nets; nothing to its own party's if it is not served, so that somebody always counts. */
    private static List<NetChange> netChanges(BundlePlan bundle) {
        PairingTable table = bundle.table();
        NetLimits receiver = NetLimits.of(table, table.bundleParty[bundle.getBundle()]);
        if (bundle.getServing() == null) {
            return List.of(new NetChange(receiver, 0));
        }
        List<NetChange> changes = new ArrayList<>();
        bundle.serving().stream().forEach(k -> {
            changes.add(new NetChange(receiver, table.worth[k]));
            changes.add(new NetChange(NetLimits.of(table, table.provider[k]), -table.worth[k]));
        });
        return changes;
    }
}
