package org.dcrbs.solver;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Sums up the bound that claims prove, in integers without end, straight from its definition. An offer whose knapsack is
 * too large to search counts with what its candidates leave it at capacity prices.
 */
final class KnapsackAudit {
    /** Several times what a solver may spend, so that no different order of search makes a true bound look false. */
    private static final int MOST_NODES = 100_000;

    private static final int MOST_ITEMS = 512;

    /** A candidate that leaves its offer something. */
    private record Item(int line, int candidate, BigInteger left, BigInteger margin) {}

    private final PairingProblem problem;
    private final BoundAudit capacity;
    private final BoundAudit net;
    private final KnapsackPrices prices;
    private final List<List<Item>> ofOffer = new ArrayList<>();
    private List<Item> items = List.of();
    /** By pool and slot of the offer's window. */
    private long[][] used = new long[0][];

    private int from;
    private BigInteger most = BigInteger.ZERO;
    private int nodes;

    private KnapsackAudit(PairingProblem problem, DualPrices capacityPrices, KnapsackPrices prices) {
        this.problem = problem;
        this.prices = prices;
        capacity = new BoundAudit(problem, capacityPrices, capacityPrices::netPrice);
        net = new BoundAudit(problem, capacityPrices, prices::netPrice);
        problem.offers().forEach(offer -> ofOffer.add(new ArrayList<>()));
    }

    /** The bound; beyond any objective if the prices charge for a limit that is not there. */
    static long provenBy(PairingProblem problem, DualPrices capacityPrices, KnapsackPrices prices) {
        KnapsackAudit audit = new KnapsackAudit(problem, capacityPrices, prices);
        BigInteger sum = audit.net.nets();
        for (int bundle = 0; bundle < problem.bundleCount(); bundle++) {
            sum = sum.add(audit.net.best(bundle, audit::claim));
            audit.share(bundle);
        }
        for (int offer = 0; offer < problem.offers().size(); offer++) {
            sum = sum.add(audit.gain(offer));
        }
        return audit.net.inUnits(sum);
    }

    private BigInteger claim(int bundle, int line, int k) {
        return BigInteger.valueOf(prices.claim(k)).shiftLeft(net.scale() - prices.scale());
    }

    /** Hands each offer what a bundle's claims leave of its candidates. */
    private void share(int bundle) {
        Set<Integer> able = net.ableToServe(bundle);
        for (int line = problem.firstLine(bundle); line < problem.firstLine(bundle + 1); line++) {
            for (int k = problem.firstCandidate(line); k < problem.firstCandidate(line + 1); k++) {
                BigInteger left = net.afterNet(bundle, k).subtract(claim(bundle, line, k));
                if (left.signum() > 0 && net.usable(bundle, k, able)) {
                    BigInteger margin = left.subtract(capacity.charge(line, k));
                    ofOffer.get(problem.offer(k)).add(new Item(line, k, left, margin));
                }
            }
        }
    }

    private BigInteger gain(int offer) {
        items = ofOffer.get(offer);
        items.sort(Comparator.comparing(Item::left).reversed());
        BigInteger atPrices = capacity.scarcity(offer);
        BigInteger all = BigInteger.ZERO;
        for (Item item : items) {
            atPrices = atPrices.add(item.margin().max(BigInteger.ZERO));
            all = all.add(item.left());
        }
        if (items.size() > MOST_ITEMS) {
            return atPrices.min(all);
        }
        most = BigInteger.ZERO;
        nodes = 0;
        PairingOffer room = problem.offers().get(offer);
        from = room.from();
        used = new long[room.pools().size()][room.until() - from];
        explore(0, BigInteger.ZERO, all, atPrices);
        return nodes <= MOST_NODES ? most : atPrices.min(all);
    }

    /**
     * @param rest what the items from this one on leave together
     * @param ceiling what the capacity is worth at prices, and the margins of what is taken and of all that may be
     */
    private void explore(int i, BigInteger gained, BigInteger rest, BigInteger ceiling) {
        most = most.max(gained);
        boolean hopeless = gained.add(rest).min(ceiling).compareTo(most) <= 0;
        if (i == items.size() || hopeless || ++nodes > MOST_NODES) {
            return;
        }
        Item item = items.get(i);
        BigInteger later = rest.subtract(item.left());
        BigInteger untaken = ceiling.subtract(item.margin().max(BigInteger.ZERO));
        book(item, 1);
        if (fits(item)) {
            explore(i + 1, gained.add(item.left()), later, untaken.add(item.margin()));
        }
        book(item, -1);
        explore(i + 1, gained, later, untaken);
    }

    private void book(Item item, int sign) {
        for (int pool = 0; pool < used.length; pool++) {
            for (int slot = problem.lineFrom(item.line()); slot < problem.lineUntil(item.line()); slot++) {
                used[pool][slot - from] += sign * problem.use(item.candidate(), pool);
            }
        }
    }

    private boolean fits(Item item) {
        PairingOffer offer = problem.offers().get(problem.offer(item.candidate()));
        for (int pool = 0; pool < used.length; pool++) {
            for (int slot = problem.lineFrom(item.line()); slot < problem.lineUntil(item.line()); slot++) {
                if (used[pool][slot - from] > offer.pools().get(pool)) {
                    return false;
                }
            }
        }
        return true;
    }
}
