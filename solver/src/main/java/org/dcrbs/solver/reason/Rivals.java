package org.dcrbs.solver.reason;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.dcrbs.solver.reason.Obstacle.Excess;
import org.dcrbs.solver.reason.Obstacle.Shortage;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/** Which served bundles make an obstacle what it is. */
final class Rivals {
    private final Allocation allocation;
    private final PairingTable table;
    /** By party: the bundles it gets, and the offers it gives. */
    private final List<List<Integer>> bundles = new ArrayList<>();

    private final List<List<Integer>> offers = new ArrayList<>();

    Rivals(Allocation allocation) {
        this.allocation = allocation;
        table = allocation.table();
        for (int p = 0; p < table.partyCount(); p++) {
            bundles.add(new ArrayList<>());
            offers.add(new ArrayList<>());
        }
        for (int b = 0; b < table.bundleCount(); b++) {
            bundles.get(table.bundleParty[b]).add(b);
        }
        for (int o = 0; o < table.offers.count(); o++) {
            offers.get(table.offers.party[o]).add(o);
        }
    }

    Set<Integer> behind(Obstacle obstacle) {
        Set<Integer> found = new LinkedHashSet<>();
        if (obstacle instanceof Shortage shortage) {
            found.addAll(takers(shortage));
        } else if (obstacle instanceof Excess excess) {
            if (excess.above()) {
                bundles.get(excess.party()).stream().filter(allocation::served).forEach(found::add);
            } else {
                offers.get(excess.party()).forEach(o -> servedBy(o, found));
            }
        }
        return found;
    }

    /** Who draws from the pool in these slots, the largest first. */
    List<Integer> takers(Shortage shortage) {
        TreeMap<Integer, Long> uses = new TreeMap<>();
        for (int line = allocation.firstServedBy(shortage.offer()); line >= 0; line = allocation.nextServed(line)) {
            int k = allocation.pick(line);
            long use = table.uses[table.firstUse[k] + shortage.pool()];
            boolean then =
                    table.from[line] <= shortage.last() && table.from[line] + table.length[line] > shortage.from();
            if (then && use > 0) {
                uses.merge(table.bundleOf[line], use, Long::sum);
            }
        }
        return uses.keySet().stream()
                .sorted(Comparator.comparing(b -> -uses.getOrDefault(b, 0L)))
                .toList();
    }

    private void servedBy(int offer, Set<Integer> found) {
        for (int line = allocation.firstServedBy(offer); line >= 0; line = allocation.nextServed(line)) {
            found.add(table.bundleOf[line]);
        }
    }
}
