package org.dcrbs.solver.reason;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.Unserved;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Packages;
import org.dcrbs.solver.table.PairingTable;
import org.jspecify.annotations.Nullable;

/** Why each unserved bundle stayed out: the least that would have to change for its best package. */
public final class Reasons {
    private static final int MOST_PACKAGES = 2_000;

    private final Allocation allocation;
    private final PairingTable table;
    private final Packages packages;

    private Reasons(Allocation allocation) {
        this.allocation = allocation;
        table = allocation.table();
        packages = new Packages(table);
    }

    public static List<Unserved> of(Allocation allocation) {
        Reasons reasons = new Reasons(allocation);
        List<Unserved> unserved = new ArrayList<>();
        for (int b = 0; b < reasons.table.bundleCount(); b++) {
            if (!allocation.served(b)) {
                unserved.add(new Unserved(reasons.table.problem.bundleId(b), reasons.why(b)));
            }
        }
        return unserved;
    }

    private String why(int bundle) {
        if (!table.servable(bundle)) {
            return unservable(bundle);
        }
        Obstacles nearest = nearest(bundle);
        if (nearest == null) {
            return "no choice of providers satisfies its wish for "
                    + (table.sameProvider[bundle] ? "one provider" : "distinct providers");
        }
        if (nearest.surplus() < 0) {
            return "its surplus would be negative: " + nearest.surplus();
        }
        List<String> obstacles = nearest.inWords();
        if (!obstacles.isEmpty()) {
            return String.join("; and ", obstacles);
        }
        return nearest.surplus() == 0 ? "its surplus would be zero" : "others make more of what it needs";
    }

    private String unservable(int bundle) {
        PairingProblem problem = table.problem;
        for (int line = problem.firstLine(bundle); line < problem.firstLine(bundle + 1); line++) {
            String name = "line " + problem.lineId(line) + ": ";
            if (problem.firstCandidate(line) == problem.firstCandidate(line + 1)) {
                return name + "no candidates";
            }
            int own = 0;
            for (int k = problem.firstCandidate(line); k < problem.firstCandidate(line + 1); k++) {
                own += problem.provider(k) == problem.bundleParty(bundle) ? 1 : 0;
            }
            int all = problem.firstCandidate(line + 1) - problem.firstCandidate(line);
            if (own == all) {
                return name + "all candidates are its own party's";
            }
            if (own + tooSmall(bundle, line) == all) {
                return name + "no candidate's offer is large enough";
            }
        }
        return "no one provider has a candidate for every line";
    }

    private int tooSmall(int bundle, int line) {
        PairingProblem problem = table.problem;
        int count = 0;
        for (int k = problem.firstCandidate(line); k < problem.firstCandidate(line + 1); k++) {
            List<Long> pools = problem.offers().get(problem.offer(k)).pools();
            boolean small = false;
            for (int pool = 0; pool < pools.size(); pool++) {
                small |= problem.use(k, pool) > pools.get(pool);
            }
            count += small && problem.provider(k) != problem.bundleParty(bundle) ? 1 : 0;
        }
        return count;
    }

    /** Of the packages that make surplus, the one with the fewest obstacles; of those, the one of most surplus. */
    private @Nullable Obstacles nearest(int bundle) {
        Nearest nearest = new Nearest();
        int[] seen = {0};
        packages.forEach(bundle, picks -> {
            nearest.consider(new Obstacles(allocation, bundle, picks.clone()));
            return ++seen[0] < MOST_PACKAGES;
        });
        return nearest.found;
    }

    private static final class Nearest {
        private @Nullable Obstacles found;
        private int obstacles;

        void consider(Obstacles candidate) {
            if (found == null || better(candidate, found)) {
                obstacles = candidate.count();
                found = candidate;
            }
        }

        private boolean better(Obstacles candidate, Obstacles than) {
            boolean gains = candidate.surplus() > 0;
            boolean thanGains = than.surplus() > 0;
            if (!gains || !thanGains) {
                return gains || (!thanGains && candidate.surplus() > than.surplus());
            }
            int count = candidate.count();
            return count < obstacles || (count == obstacles && candidate.surplus() > than.surplus());
        }
    }
}
