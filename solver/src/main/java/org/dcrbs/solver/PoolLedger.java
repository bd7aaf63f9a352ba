package org.dcrbs.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an answer draws from each pool, as changes at the slots where draws begin and end. */
final class PoolLedger {
    private record Pool(int offer, int pool) {}

    private final PairingProblem problem;
    private final Map<Pool, TreeMap<Integer, Long>> changes = new HashMap<>();

    PoolLedger(PairingProblem problem) {
        this.problem = problem;
    }

    void draw(int line, int candidate) {
        int offer = problem.offer(candidate);
        for (int pool = 0; pool < problem.offers().get(offer).pools().size(); pool++) {
            long use = problem.use(candidate, pool);
            TreeMap<Integer, Long> ofPool = changes.computeIfAbsent(new Pool(offer, pool), key -> new TreeMap<>());
            ofPool.merge(problem.lineFrom(line), use, Long::sum);
            ofPool.merge(problem.lineUntil(line), -use, Long::sum);
        }
    }

    List<String> overdrawn() {
        List<String> faults = new ArrayList<>();
        changes.forEach((key, ofPool) -> {
            PairingOffer offer = problem.offers().get(key.offer());
            long capacity = offer.pools().get(key.pool());
            long level = 0;
            for (Map.Entry<Integer, Long> change : ofPool.entrySet()) {
                level += change.getValue();
                if (level > capacity) {
                    faults.add("pool " + offer.id() + "/" + key.pool() + ", slot " + change.getKey() + ": " + level
                            + " drawn of " + capacity);
                }
            }
        });
        return faults;
    }
}
