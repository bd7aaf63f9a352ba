package org.dcrbs.solver;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Sums up the bound that prices prove, in integers without end, straight from its definition. */
final class BoundAudit {
    private static final BigInteger FAR = BigInteger.valueOf(Long.MAX_VALUE);

    private final PairingProblem problem;
    private final DualPrices prices;
    /** Everything is counted in 2^-scale. */
    private final int scale;

    private BoundAudit(PairingProblem problem, DualPrices prices) {
        this.problem = problem;
        this.prices = prices;
        scale = Math.max(DualPrices.NET_SCALE, prices.capacityScale());
    }

    /** The bound; beyond any objective if the prices charge for a limit that is not there. */
    static long provenBy(PairingProblem problem, DualPrices prices) {
        BoundAudit audit = new BoundAudit(problem, prices);
        BigInteger sum = audit.capacities().add(audit.nets());
        for (int bundle = 0; bundle < problem.bundleCount(); bundle++) {
            sum = sum.add(audit.best(bundle));
        }
        return sum.shiftRight(audit.scale).min(FAR).longValueExact();
    }

    private BigInteger capacities() {
        BigInteger sum = BigInteger.ZERO;
        for (int o = 0; o < problem.offers().size(); o++) {
            PairingOffer offer = problem.offers().get(o);
            int length = offer.until() - offer.from();
            for (int cell = prices.firstCell(o); cell < prices.firstCell(o + 1); cell++) {
                long capacity = offer.pools().get((cell - prices.firstCell(o)) / length);
                sum = sum.add(product(capacity, prices.capacityPrice(cell), prices.capacityScale()));
            }
        }
        return sum;
    }

    private BigInteger nets() {
        BigInteger sum = BigInteger.ZERO;
        for (int p = 0; p < problem.parties().size(); p++) {
            long price = prices.netPrice(p);
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

    /** What the bundle's best package is worth at the prices, nothing if that is better and allowed. */
    private BigInteger best(int bundle) {
        Map<Integer, BigInteger> sums = new HashMap<>();
        Map<Integer, Integer> lines = new HashMap<>();
        int first = problem.firstLine(bundle);
        int end = problem.firstLine(bundle + 1);
        for (int line = first; line < end; line++) {
            Map<Integer, BigInteger> most = new HashMap<>();
            for (int k = problem.firstCandidate(line); k < problem.firstCandidate(line + 1); k++) {
                if (usable(bundle, k)) {
                    most.merge(
                            problem.sameProvider(bundle) ? problem.provider(k) : 0,
                            reduced(bundle, line, k),
                            BigInteger::max);
                }
            }
            most.forEach((provider, amount) -> {
                sums.merge(provider, amount, BigInteger::add);
                lines.merge(provider, 1, Integer::sum);
            });
        }
        BigInteger best = sums.entrySet().stream()
                .filter(sum -> Integer.valueOf(end - first).equals(lines.get(sum.getKey())))
                .map(Map.Entry::getValue)
                .reduce(BigInteger::max)
                .orElse(BigInteger.ZERO);
        return problem.mandatory(bundle) ? best : best.max(BigInteger.ZERO);
    }

    private boolean usable(int bundle, int k) {
        PairingOffer offer = problem.offers().get(problem.offer(k));
        for (int pool = 0; pool < offer.pools().size(); pool++) {
            if (problem.use(k, pool) > offer.pools().get(pool)) {
                return false;
            }
        }
        return offer.party() != problem.bundleParty(bundle);
    }

    private BigInteger reduced(int bundle, int line, int k) {
        long netPrice = prices.netPrice(problem.bundleParty(bundle)) - prices.netPrice(problem.provider(k));
        BigInteger reduced = BigInteger.valueOf(problem.surplus(k)).shiftLeft(scale);
        reduced = reduced.subtract(product(problem.worth(k), netPrice, DualPrices.NET_SCALE));
        int o = problem.offer(k);
        PairingOffer offer = problem.offers().get(o);
        int length = offer.until() - offer.from();
        for (int pool = 0; pool < offer.pools().size(); pool++) {
            int cell = prices.firstCell(o) + pool * length - offer.from();
            BigInteger charge = BigInteger.ZERO;
            for (int slot = problem.lineFrom(line); slot < problem.lineUntil(line); slot++) {
                charge = charge.add(BigInteger.valueOf(prices.capacityPrice(cell + slot)));
            }
            reduced = reduced.subtract(charge.multiply(BigInteger.valueOf(problem.use(k, pool)))
                    .shiftLeft(scale - prices.capacityScale()));
        }
        return reduced;
    }

    /** {@code amount} times a price of 2^-priceScale. */
    private BigInteger product(long amount, long price, int priceScale) {
        return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(price)).shiftLeft(scale - priceScale);
    }
}
