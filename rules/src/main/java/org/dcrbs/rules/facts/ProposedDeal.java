package org.dcrbs.rules.facts;

import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Silence;

/**
 * A pairing that a round has chosen, before it becomes a contract: whether a person negotiates its worth. Until then its
 * worth is what it would be without.
 */
public final class ProposedDeal extends DealFact {
    private static final long USUAL_HOURS = 24;
    private static final long MOST_HOURS = 24 * 30;

    private Hands giverHands = Hands.AUTOMATON;
    private Hands takerHands = Hands.AUTOMATON;
    private long answerHours;
    private long endHours;
    private Silence silence = Silence.AUTOMATON_TAKES_OVER;

    public ProposedDeal(Deal deal) {
        super(deal);
    }

    /** A person negotiates for the giver. */
    @Verb
    public void personForGiver() {
        giverHands = Hands.PERSON;
    }

    /** A person negotiates for the taker. */
    @Verb
    public void personForTaker() {
        takerHands = Hands.PERSON;
    }

    /** So long has a side for each answer; of several, the shortest. */
    @Verb
    public void answerWithinHours(long hours) {
        answerHours = shorter(answerHours, hours);
    }

    /** So long has the whole negotiation; of several, the shortest. */
    @Verb
    public void endWithinHours(long hours) {
        endHours = shorter(endHours, hours);
    }

    /** A person who has not answered in time ends the negotiation; without it, the automaton goes on for the person. */
    @Verb
    public void silenceFails() {
        silence = Silence.FAILS;
    }

    public Hands giverHands() {
        return giverHands;
    }

    public Hands takerHands() {
        return takerHands;
    }

    public long answerHours() {
        return answerHours == 0 ? USUAL_HOURS : answerHours;
    }

    /** If no rule says how long, three answers' time. */
    public long endHours() {
        return endHours == 0 ? Math.min(MOST_HOURS, 3 * answerHours()) : endHours;
    }

    public Silence silence() {
        return silence;
    }

    private static long shorter(long before, long hours) {
        long within = Math.max(1, Math.min(MOST_HOURS, hours));
        return before == 0 ? within : Math.min(before, within);
    }
}
