package org.dcrbs.solver;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;

/** Sums up the bound that prices prove, in integers without end, straight from its definition. */
final class BoundAudit {
    private static final BigInteger FAR = BigInteger.valueOf(Long.MAX_VALUE);

    private final PairingProblem problem;
    private final DualPrices prices;
    /** Everything is counted in 2^-scale. */
    private final int scale;

    private final IntToLongFunction netPrices;

    /** What a candidate of a bundle's line brings, in 2^-scale. */
    interface Worth {
        BigInteger of(int bundle, int line, int k);
    }

    /**
     * @param netPrices by party, in place of those among the prices
     */
    BoundAudit(PairingProblem problem, DualPrices prices, IntToLongFunction netPrices) {
        this.problem = problem;
        this.prices = prices;
        this.netPrices = netPrices;
        scale = Math.max(DualPrices.NET_SCALE, prices.capacityScale());
    }

    /** The bound; beyond any objective if the prices charge for a limit that is not there. */
    static long provenBy(PairingProblem problem, DualPrices prices) {
        BoundAudit audit = new BoundAudit(problem, prices, prices::netPrice);
        BigInteger sum = audit.nets();
        for (int offer = 0; offer < problem.offers().size(); offer++) {
            sum = sum.add(audit.scarcity(offer));
        }
        for (int bundle = 0; bundle < problem.bundleCount(); bundle++) {
            sum = sum.add(audit.best(bundle, audit::reduced));
        }
        return audit.inUnits(sum);
    }

    int scale() {
        return scale;
    }

    /** A sum in the objective's unit. */
    long inUnits(BigInteger sum) {
        return sum.shiftRight(scale).min(FAR).longValueExact();
    }

    /** What an offer's capacity is worth. */
    BigInteger scarcity(int o) {
        PairingOffer offer = problem.offers().get(o);
        int length = offer.until() - offer.from();
        BigInteger sum = BigInteger.ZERO;
        for (int cell = prices.firstCell(o); cell < prices.firstCell(o + 1); cell++) {
            long capacity = offer.pools().get((cell - prices.firstCell(o)) / length);
            sum = sum.add(product(capacity, prices.capacityPrice(cell), prices.capacityScale()));
        }
        return sum;
    }

    /** What the bounds on nets are worth. */
    BigInteger nets() {
        BigInteger sum = BigInteger.ZERO;
        for (int p = 0; p < problem.parties().size(); p++) {
            long price = netPrices.applyAsLong(p);
            PartyBounds party = problem.parties().get(p);
            var bound = price > 0 ? party.netMax() : party.netMin();
            if (price != 0 && bound.isEmpty()) {
                return FAR.shiftLeft(scale + 1);
            }
            if (price != 0) {
                sum = sum.add(product(bound.getAsLong(), price, DualPrices.NET_SCALE));
            }
        }
        return sum;
    }

    /** What the bundle's best package is worth, nothing if that is better and allowed. */
    BigInteger best(int bundle, Worth worth) {
        Set<Integer> whole = ableToServe(bundle);
        Map<Integer, BigInteger> sums = new HashMap<>();
        for (int line = problem.firstLine(bundle); line < problem.firstLine(bundle + 1); line++) {
            Map<Integer, BigInteger> most = new HashMap<>();
            for (int k = problem.firstCandidate(line); k < problem.firstCandidate(line + 1); k++) {
                if (usable(bundle, k, whole)) {
                    most.merge(side(bundle, k), worth.of(bundle, line, k), BigInteger::max);
                }
            }
            most.forEach((side, amount) -> sums.merge(side, amount, BigInteger::add));
        }
        BigInteger best = sums.values().stream().reduce(BigInteger::max).orElse(BigInteger.ZERO);
        return problem.mandatory(bundle) ? best : best.max(BigInteger.ZERO);
    }

    /** Who could serve every line of the bundle: providers if it wants one, else all of them together, called 0. */
    Set<Integer> ableToServe(int bundle) {
        Set<Integer> able = new HashSet<>();
        for (int line = problem.firstLine(bundle); line < problem.firstLine(bundle + 1); line++) {
            Set<Integer> ofLine = new HashSet<>();
            for (int k = problem.firstCandidate(line); k < problem.firstCandidate(line + 1); k++) {
                if (fits(bundle, k)) {
                    ofLine.add(side(bundle, k));
                }
            }
            if (line == problem.firstLine(bundle)) {
                able.addAll(ofLine);
            }
            able.retainAll(ofLine);
        }
        return able;
    }

    /** Whether the candidate could serve the bundle, together with others, if it were alone. */
    boolean usable(int bundle, int k, Set<Integer> ableToServe) {
        return fits(bundle, k) && ableToServe.contains(side(bundle, k));
    }

    private int side(int bundle, int k) {
        return problem.sameProvider(bundle) ? problem.provider(k) : 0;
    }

    private boolean fits(int bundle, int k) {
        PairingOffer offer = problem.offers().get(problem.offer(k));
        for (int pool = 0; pool < offer.pools().size(); pool++) {
            if (problem.use(k, pool) > offer.pools().get(pool)) {
                return false;
            }
        }
        return offer.party() != problem.bundleParty(bundle);
    }

    private BigInteger reduced(int bundle, int line, int k) {
        return afterNet(bundle, k).subtract(charge(line, k));
    }

    /** What a candidate is worth after what it costs the nets. */
    BigInteger afterNet(int bundle, int k) {
        long netPrice = netPrices.applyAsLong(problem.bundleParty(bundle)) - netPrices.applyAsLong(problem.provider(k));
        return BigInteger.valueOf(problem.surplus(k))
                .shiftLeft(scale)
                .subtract(product(problem.worth(k), netPrice, DualPrices.NET_SCALE));
    }

    /** What the capacity that a candidate takes costs. */
    BigInteger charge(int line, int k) {
        int o = problem.offer(k);
        PairingOffer offer = problem.offers().get(o);
        int length = offer.until() - offer.from();
        BigInteger sum = BigInteger.ZERO;
        for (int pool = 0; pool < offer.pools().size(); pool++) {
            int cell = prices.firstCell(o) + pool * length - offer.from();
            BigInteger charge = BigInteger.ZERO;
            for (int slot = problem.lineFrom(line); slot < problem.lineUntil(line); slot++) {
                charge = charge.add(BigInteger.valueOf(prices.capacityPrice(cell + slot)));
            }
            sum = sum.add(charge.multiply(BigInteger.valueOf(problem.use(k, pool)))
                    .shiftLeft(scale - prices.capacityScale()));
        }
        return sum;
    }

    /** {@code amount} times a price of 2^-priceScale. */
    private BigInteger product(long amount, long price, int priceScale) {
        return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(price)).shiftLeft(scale - priceScale);
    }
}
