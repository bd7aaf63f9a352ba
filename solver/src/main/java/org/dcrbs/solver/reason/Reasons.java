package org.dcrbs.solver.reason;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.Unserved;
import org.dcrbs.solver.reason.Obstacle.Shortage;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Packages;
import org.dcrbs.solver.table.PairingTable;
import org.jspecify.annotations.Nullable;

/** Why each unserved bundle stayed out: the least that would have to change for its best package. */
public final class Reasons {
    private static final int MOST_PACKAGES = 2_000;
    /** Of what is in the way, and of whose it is, a reason names no more. */
    private static final int MOST_OBSTACLES = 4;

    private static final int MOST_NAMES = 3;

    private final Allocation allocation;
    private final PairingTable table;
    private final Packages packages;
    private final Rivals rivals;
    private final Displacement displacement;

    private Reasons(Allocation allocation) {
        this.allocation = allocation;
        table = allocation.table();
        packages = new Packages(table);
        rivals = new Rivals(allocation);
        displacement = new Displacement(allocation);
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
        List<String> words = new ArrayList<>();
        List<Obstacle> obstacles = nearest.all();
        obstacles.stream().limit(MOST_OBSTACLES).map(this::inWords).forEach(words::add);
        if (obstacles.size() > MOST_OBSTACLES) {
            words.add((obstacles.size() - MOST_OBSTACLES) + " more pools or limits are in the way");
        }
        if (nearest.surplus() <= 0) {
            words.add(0, "its surplus would be " + (nearest.surplus() < 0 ? "negative: " + nearest.surplus() : "zero"));
        }
        if (words.isEmpty()) {
            return "it would fit, and make " + nearest.surplus() + " more: a longer search could place it";
        }
        return String.join("; and ", words) + "; " + remedy(nearest) + " would place it" + outbid(nearest);
    }

    /** All that has to change for the package to be placed beside everything that is; no part of it is enough. */
    private String remedy(Obstacles nearest) {
        List<String> needs = new ArrayList<>();
        nearest.all().forEach(obstacle -> needs.add(obstacle.remedy(table.problem)));
        if (nearest.surplus() <= 0) {
            needs.add((1 - nearest.surplus()) + " more value");
        }
        return String.join(" and ", needs);
    }

    private String inWords(Obstacle obstacle) {
        String takenBy = "";
        if (obstacle instanceof Shortage shortage) {
            List<Integer> takers = rivals.takers(shortage);
            takenBy = takers.isEmpty() ? "" : ", taken by " + named(takers);
        }
        return obstacle.inWords(table.problem, takenBy);
    }

    /** How much more value alone would let it in, and in whose place; empty if that is not to be seen at a glance. */
    private String outbid(Obstacles nearest) {
        if (nearest.all().isEmpty()) {
            return "";
        }
        Set<Integer> inTheWay = new TreeSet<>();
        nearest.all().forEach(obstacle -> inTheWay.addAll(rivals.behind(obstacle)));
        return displacement
                .of(nearest.bundle(), nearest.picks(), inTheWay)
                .map(places -> {
                    long more = places.surplus() - nearest.surplus();
                    return more >= 0
                            ? "; or " + (more + 1) + " more value, instead of " + named(places.bundles())
                            : "; instead of " + named(places.bundles()) + " it would make " + -more
                                    + " more: a longer search could place it";
                })
                .orElse("");
    }

    private String named(List<Integer> bundles) {
        String names = bundles.stream().limit(MOST_NAMES).map(this::named).collect(Collectors.joining(", "));
        int more = bundles.size() - MOST_NAMES;
        return (bundles.size() == 1 ? "bundle " : "bundles ") + names + (more > 0 ? " and " + more + " more" : "");
    }

    /** A bundle and who gets it. */
    private String named(int bundle) {
        PairingProblem problem = table.problem;
        return problem.bundleId(bundle) + " ("
                + problem.parties().get(problem.bundleParty(bundle)).id() + ")";
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
                obstacles = candidate.all().size();
                found = candidate;
            }
        }

        private boolean better(Obstacles candidate, Obstacles than) {
            boolean gains = candidate.surplus() > 0;
            boolean thanGains = than.surplus() > 0;
            if (!gains || !thanGains) {
                return gains || (!thanGains && candidate.surplus() > than.surplus());
            }
            int count = candidate.all().size();
            return count < obstacles || (count == obstacles && candidate.surplus() > than.surplus());
        }
    }
}
