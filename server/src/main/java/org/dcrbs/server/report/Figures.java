package org.dcrbs.server.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.dcrbs.market.Credits;
import org.dcrbs.server.round.RoundResult;

/** Amounts as people read them. Only the shown text is rounded. */
public final class Figures {
    private Figures() {}

    /** With three decimal places. */
    public static String credits(Credits amount) {
        return BigDecimal.valueOf(amount.micro(), 6)
                .setScale(3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** The same, with a sign even if it is positive. */
    public static String signed(Credits amount) {
        return (amount.micro() > 0 ? "+" : "") + credits(amount);
    }

    static String gap(RoundResult result) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * result.gap());
    }

    /** How good the solver's choice is, in one sentence. */
    static String quality(RoundResult result) {
        return "The pairings gain " + credits(result.surplus()) + " credits; no choice can gain more than "
                + credits(result.bound()) + " (gap " + gap(result) + ", proven by "
                + result.provenBy() + "); first come, best rank would gain "
                + credits(result.greedy()) + ".";
    }
}
