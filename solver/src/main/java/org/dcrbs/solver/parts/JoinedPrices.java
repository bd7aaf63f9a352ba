package org.dcrbs.solver.parts;

import java.util.List;
import java.util.Optional;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.DualPrices;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;

/** Prices of parts as prices of the whole: each offer and each bounded party is in one part at most. */
public final class JoinedPrices {
    private JoinedPrices() {}

    /** Nothing if one of the answers has no prices. What is in no part costs nothing. */
    public static Optional<DualPrices> of(PairingProblem whole, List<Part> parts, List<Answer> answers) {
        if (answers.stream().anyMatch(answer -> answer.prices().isEmpty())) {
            return Optional.empty();
        }
        List<DualPrices> prices =
                answers.stream().flatMap(answer -> answer.prices().stream()).toList();
        int scale = prices.stream().mapToInt(DualPrices::capacityScale).min().orElse(0);
        int[] firstCell = new int[whole.offers().size() + 1];
        for (int o = 0; o < whole.offers().size(); o++) {
            PairingOffer offer = whole.offers().get(o);
            firstCell[o + 1] = firstCell[o] + offer.pools().size() * (offer.until() - offer.from());
        }
        long[] capacity = new long[firstCell[whole.offers().size()]];
        long[] net = new long[whole.parties().size()];
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            DualPrices own = prices.get(i);
            for (int o = 0; o < part.problem().offers().size(); o++) {
                int to = firstCell[part.offer(o)];
                for (int cell = own.firstCell(o); cell < own.firstCell(o + 1); cell++) {
                    // Rounded down: any prices prove a bound, and the joined ones are summed up anew.
                    capacity[to++] = own.capacityPrice(cell) >> (own.capacityScale() - scale);
                }
            }
            for (int p = 0; p < part.problem().parties().size(); p++) {
                long price = own.netPrice(p);
                part.party(p).ifPresent(there -> net[there] += price);
            }
        }
        return Optional.of(new DualPrices(whole, scale, capacity, net));
    }
}
