package org.dcrbs.server.round;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Contract;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Member;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation;
import org.dcrbs.server.reputation.Reputations;
import org.springframework.stereotype.Component;

/** Finds out what is known besides listings: how scarce things were, who traded how much, and how
 * well. */
@Component
class Surveyor {
    /** The last rounds are so many. */
    static final int ROUNDS = 10;

    /** Lately is so long ago. */
    static final Duration LATELY = Duration.ofDays(30);

    private static final BigInteger PAR = BigInteger.valueOf(1000);
    private static final BigInteger MOST_SCARCE = BigInteger.valueOf(1_000_000);

    private final RoundStore rounds;
    private final Reputations reputations;

    Surveyor(RoundStore rounds, Reputations reputations) {
        this.rounds = rounds;
        this.reputations = reputations;
    }

    Circumstances survey(Instant cutOff, Collection<Party> parties, List<Contract> contracts) {
        Map<PartyId, Credits> volumes = volumes(cutOff, contracts);
        Map<PartyId, Reputation> known = reputations.all(cutOff);
        Map<PartyId, Member> members = new HashMap<>();
        for (Party party : parties) {
            Credits volume = volumes.getOrDefault(party.id(), Credits.ZERO);
            Reputation reputation = known.getOrDefault(party.id(), Reputation.unknown(cutOff));
            members.put(
                    party.id(), new Member(party.membership(), volume, reputation.permille(), reputation.standing()));
        }
        return new Circumstances(cutOff, scarcity(), members);
    }

    private static Map<PartyId, Credits> volumes(Instant cutOff, List<Contract> contracts) {
        Map<PartyId, Credits> volumes = new HashMap<>();
        for (Contract contract : contracts) {
            if (contract instanceof Contract.Settled settled && !settled.since().isBefore(cutOff.minus(LATELY))) {
                for (Leg leg : settled.terms().legs()) {
                    Pairing pairing = leg.pairing();
                    volumes.merge(pairing.giver(), pairing.worth(), Credits::plus);
                    volumes.merge(pairing.taker(), pairing.worth(), Credits::plus);
                }
            }
        }
        return volumes;
    }

    private Map<Category, Long> scarcity() {
        List<RoundResult> decided =
                rounds.all().stream().flatMap(round -> round.result().stream()).toList();
        Map<Category, Turnover> together = new EnumMap<>(Category.class);
        decided.subList(Math.max(0, decided.size() - ROUNDS), decided.size())
                .forEach(result -> result.turnover()
                        .forEach((category, turnover) -> together.merge(category, turnover, Turnover::plus)));
        Map<Category, Long> scarcity = new EnumMap<>(Category.class);
        together.forEach((category, turnover) -> scarcity.put(category, permille(turnover)));
        return scarcity;
    }

    private static long permille(Turnover turnover) {
        if (turnover.offered().signum() <= 0) {
            return turnover.demanded().signum() == 0 ? 0 : MOST_SCARCE.longValue();
        }
        return turnover.demanded()
                .multiply(PAR)
                .divide(turnover.offered())
                .min(MOST_SCARCE)
                .longValue();
    }
}
