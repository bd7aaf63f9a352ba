package org.dcrbs.server.round;

import java.util.Map;
import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;
import org.dcrbs.solver.Proof;

/**
 * How good a round is.
 *
 * @param surplus value less reserve over all pairings: what the round gains its parties together
 * @param bound no choice of pairings among the candidates gains more
 * @param gap how far the surplus is below the bound, as a part of the bound; 0 is proven best
 * @param proof how the bound was proven, the name of a {@link Proof}
 * @param greedy what first-come best-rank greedy would have gained on the same candidates
 * @param turnover how much of each category was offered, demanded and served
 */
public record RoundResult(
        int parties,
        int offers,
        int demands,
        int requirements,
        long candidates,
        int servedDemands,
        int pairings,
        Credits surplus,
        Credits bound,
        double gap,
        String proof,
        Credits greedy,
        double solveSeconds,
        Map<Category, Turnover> turnover) {
    public RoundResult {
        turnover = Map.copyOf(turnover);
    }

    /** How the bound was proven, for people. */
    public String provenBy() {
        return Proof.valueOf(proof).means();
    }
}
