package org.dcrbs.server.negotiation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.market.Credits;
import org.dcrbs.rules.NegotiationPolicy;

/**
 * Automatic negotiation by alternating offers with time-dependent concession (Faratin, Sierra, Jennings 1998): the giver
 * opens at the most that the taker would give, the taker at the least that the giver would take, and both give way as the
 * policy's exponents say until the bid has reached the ask. A pure function: the same two limits give the same moves.
 */
public final class AlternatingOffers {
    private AlternatingOffers() {}

    /** Who made an offer, of how much. */
    public record Move(boolean byGiver, Credits amount) {}

    /** What they agreed on, and how they came to it. */
    public record Agreement(Credits worth, List<Move> moves) {
        public Agreement {
            moves = List.copyOf(moves);
        }
    }

    /**
     * @param reserve the least that the giver takes
     * @param value the most that the taker gives, not below the reserve
     */
    public static Agreement negotiate(Credits reserve, Credits value, NegotiationPolicy policy) {
        List<Move> moves = new ArrayList<>();
        Credits zone = value.minus(reserve);
        for (int round = 0; ; round++) {
            double time = Math.min(1.0, (double) round / policy.rounds());
            Credits ask = value.minus(share(zone, time, policy.giverExponent()));
            moves.add(new Move(true, ask));
            Credits bid = reserve.plus(share(zone, time, policy.takerExponent()));
            moves.add(new Move(false, bid));
            if (bid.compareTo(ask) >= 0) {
                return new Agreement(ask.midpoint(bid), moves);
            }
        }
    }

    private static Credits share(Credits zone, double time, double exponent) {
        BigDecimal part = BigDecimal.valueOf(StrictMath.pow(time, exponent));
        return Credits.micro(BigDecimal.valueOf(zone.micro())
                .multiply(part)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact());
    }
}
