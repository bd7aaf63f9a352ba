package org.dcrbs.solver.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/**
 * Solves swap markets in which cycles and chains may be of any length: everybody has one thing to give and one wish, all
 * at the same worth, and gives only if it receives, receives only if it gives, or is free to do either. Whoever is bound
 * so may keep its own; then every choice that the bounds allow is an assignment of wishes to things, and the best one is
 * found as such. Its prices are turned into prices on capacity and nets, which prove it as they do any other.
 */
public final class Circulation {
    private static final int NONE = -1;

    private final PairingTable table;
    private final Givers givers;
    private final UnitOffers units;
    private final PairingTable derived;
    private final Assignment assignment;
    private final Allocation allocation;

    private Circulation(PairingTable table, Givers givers, UnitOffers units) {
        this.table = table;
        this.givers = givers;
        this.units = units;
        derived = new PairingTable(derive());
        assignment = Assignment.of(derived).orElseThrow();
        allocation = new Allocation(table);
    }

    /** The way to solve a market, if it has this shape; to be run once. */
    public static Optional<Circulation> of(PairingTable table) {
        Optional<UnitOffers> units = UnitOffers.of(table).filter(UnitOffers::single);
        return units.flatMap(each -> Givers.of(table).map(givers -> new Circulation(table, givers, each)));
    }

    public Assignment.Outcome run(BooleanSupplier stop) {
        Assignment.Outcome outcome = assignment.run(stop);
        Allocation chosen = assignment.allocation();
        for (int b = 0; b < table.bundleCount(); b++) {
            int k = chosen.pick(b);
            int place = k == NONE ? NONE : derived.original[k] - derived.problem.firstCandidate(b);
            if (place != NONE && table.firstCandidate[b] + place < table.firstCandidate[b + 1]) {
                allocation.serve(b, new int[] {table.firstCandidate[b] + place});
            }
        }
        return outcome;
    }

    /** The choice made; best if the outcome was optimal, else it may pass a bound. */
    public Allocation allocation() {
        return allocation;
    }

    /**
     * Prices that prove it. Let {@code u} be what a wish's place leaves after the price {@code v} of the thing. Where both
     * directions are bound, a net is priced at {@code u} and what its party gives at {@code u + v}, so that nobody gains
     * anything and all {@code u + v} add up to the objective; where a party may receive without giving, only a negative
     * {@code u} is a price on its net.
     */
    public Prices prices() {
        Prices own = assignment.prices();
        Allocation chosen = assignment.allocation();
        double[] capacity = new double[table.offers.cells()];
        double[] net = new double[table.partyCount()];
        for (int b = 0; b < table.bundleCount(); b++) {
            int party = table.bundleParty[b];
            int k = chosen.pick(b);
            if (k != NONE && givers.bound(party)) {
                double left = Math.max(own.reduced(b, k), -own.capacityAt(givers.offerOf(party)));
                net[party] = givers.balanced() ? left : Math.min(0, left);
            }
        }
        for (int o = 0; o < table.offers.count(); o++) {
            if (units.use(o) > 0) {
                capacity[units.cell(o)] = (own.capacityAt(o) + net[table.offers.party[o]]) / units.use(o);
            }
        }
        Arrays.setAll(net, p -> net[p] / givers.worth());
        return Prices.of(table, capacity, net);
    }

    /** Everybody may take from everybody, at the same surplus; who is bound may keep its own, its last candidate. */
    private PairingProblem derive() {
        PairingProblem.Builder problem = PairingProblem.builder(table.problem.name(), 1)
                .party(PartyBounds.unbounded("givers"))
                .party(PartyBounds.unbounded("takers"));
        for (int o = 0; o < table.offers.count(); o++) {
            problem.offer(new PairingOffer("o" + o, 0, 0, 1, List.of(1L)));
        }
        for (int b = 0; b < table.bundleCount(); b++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int k = table.firstCandidate[b]; k < table.firstCandidate[b + 1]; k++) {
                long surplus = table.surplus[k];
                candidates.add(Candidate.of(table.offer[k], Math.max(0, surplus), Math.max(0, -surplus), 0, 1));
            }
            int party = table.bundleParty[b];
            boolean bound = givers.bound(party);
            if (bound && !table.mandatory[b]) {
                candidates.add(Candidate.of(givers.offerOf(party), 0, 0, 0, 1));
            }
            Line line = new Line("l", 0, 1, candidates);
            problem.bundle(new Bundle("b" + b, 1, List.of(line), false, false, bound || table.mandatory[b]));
        }
        return problem.build();
    }
}
