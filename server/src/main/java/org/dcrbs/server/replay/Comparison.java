package org.dcrbs.server.replay;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Commission;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Party;
import org.dcrbs.server.replay.ReplayResult.Chance;
import org.dcrbs.server.replay.ReplayResult.Side;
import org.dcrbs.server.round.Decider.Decision;
import org.dcrbs.server.round.RoundOptions;
import org.dcrbs.server.round.RoundResult;

/** Two decisions on the same market, held against each other. */
final class Comparison {
    private Comparison() {}

    static ReplayResult of(
            String subject,
            RoundOptions options,
            Decision before,
            Decision chance,
            Decision after,
            Optional<Side> real) {
        List<ContractTerms> old = before.outcome().expected();
        List<ContractTerms> now = after.outcome().expected();
        LotChanges lots = new LotChanges(
                before.market(), before.outcome().appraisals(), after.outcome().appraisals());
        return new ReplayResult(
                subject,
                before.market().cutOff(),
                options,
                side(before.policies().version(), before.result(), old, options),
                side(after.policies().version(), after.result(), now, options),
                real,
                new OldWorths(before.market(), before.outcome().appraisals()).surplus(PairingChanges.pairings(now)),
                chance(
                        old,
                        chance.outcome().expected(),
                        before.market().parties().values()),
                lots.byCategory(),
                lots.all(),
                PairingChanges.between(old, now),
                Standings.changes(before.market().parties().values(), old, now));
    }

    private static Chance chance(List<ContractTerms> old, List<ContractTerms> again, Collection<Party> parties) {
        return new Chance(
                PairingChanges.between(old, again).size(),
                Standings.meanGainChange(Standings.changes(parties, old, again)));
    }

    static Side side(String policy, RoundResult result, List<ContractTerms> contracts, RoundOptions options) {
        return new Side(
                policy,
                result.servedDemands(),
                result.pairings(),
                PairingChanges.pairings(contracts).stream().map(Pairing::worth).reduce(Credits.ZERO, Credits::plus),
                result.surplus(),
                result.bound(),
                result.gap(),
                contracts.stream()
                        .flatMap(terms -> terms.commissions().stream())
                        .map(Commission::amount)
                        .reduce(Credits.ZERO, Credits::plus),
                result.solveSeconds(),
                result.solveSeconds() < options.solveSeconds());
    }
}
