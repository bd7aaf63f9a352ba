package org.dcrbs.solver.reason;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcrbs.solver.reason.Obstacle.Excess;
import org.dcrbs.solver.reason.Obstacle.Shortage;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.OfferTable;
import org.dcrbs.solver.table.PairingTable;

/** What stands between one package of an unserved bundle and a given allocation. */
final class Obstacles {
    private record Pool(int offer, int pool) {}

    private final Allocation allocation;
    private final PairingTable table;
    private final int bundle;
    private final int[] picks;
    private final List<Obstacle> all = new ArrayList<>();

    Obstacles(Allocation allocation, int bundle, int[] picks) {
        this.allocation = allocation;
        this.table = allocation.table();
        this.bundle = bundle;
        this.picks = picks;
        shortages();
        excesses();
    }

    int bundle() {
        return bundle;
    }

    int[] picks() {
        return picks;
    }

    long surplus() {
        long surplus = 0;
        for (int k : picks) {
            surplus += table.surplus[k];
        }
        return surplus;
    }

    /** With every one of them gone the package would fit. */
    List<Obstacle> all() {
        return all;
    }

    private void shortages() {
        Map<Pool, TreeMap<Integer, Long>> draws = new HashMap<>();
        List<Pool> order = new ArrayList<>();
        int first = table.firstLine[bundle];
        for (int i = 0; i < picks.length; i++) {
            int o = table.offer[picks[i]];
            for (int pool = 0; pool < table.offers.pools(o); pool++) {
                Pool key = new Pool(o, pool);
                if (!draws.containsKey(key)) {
                    order.add(key);
                }
                TreeMap<Integer, Long> ofPool = draws.computeIfAbsent(key, fresh -> new TreeMap<>());
                long use = table.uses[table.firstUse[picks[i]] + pool];
                for (int t = table.from[first + i]; t < table.from[first + i] + table.length[first + i]; t++) {
                    ofPool.merge(t, use, Long::sum);
                }
            }
        }
        order.forEach(pool -> shortage(pool, draws.getOrDefault(pool, new TreeMap<>())));
    }

    private void shortage(Pool pool, Map<Integer, Long> draws) {
        OfferTable offers = table.offers;
        int o = pool.offer();
        long capacity = offers.capacity[offers.firstPool[o] + pool.pool()];
        int cell = offers.firstCell(o, pool.pool()) - offers.from[o];
        long missing = 0;
        int from = -1;
        int last = -1;
        boolean soldOut = true;
        for (Map.Entry<Integer, Long> draw : draws.entrySet()) {
            int slot = draw.getKey();
            long used = allocation.use(cell + slot);
            long lack = used + draw.getValue() - capacity;
            if (lack > 0) {
                missing = Math.max(missing, lack);
                from = from < 0 ? slot : from;
                last = slot;
                soldOut &= used == capacity;
            }
        }
        if (missing > 0) {
            all.add(new Shortage(o, pool.pool(), from, last, missing, soldOut));
        }
    }

    private void excesses() {
        TreeMap<Integer, Long> changes = new TreeMap<>();
        for (int k : picks) {
            changes.merge(table.bundleParty[bundle], table.worth[k], Long::sum);
            changes.merge(table.provider[k], -table.worth[k], Long::sum);
        }
        changes.forEach((party, change) -> {
            long before = allocation.net(party);
            long after = before + change;
            long excess = table.bounds.violation(party, after);
            if (excess > table.bounds.violation(party, before)) {
                boolean above = after > table.bounds.max[party];
                all.add(new Excess(party, above, above ? table.bounds.max[party] : table.bounds.min[party], excess));
            }
        });
    }
}
