package org.dcrbs.market.negotiation;

/** What happens when a person has not answered by the deadline. */
public enum Silence {
    /** The automaton goes on for the silent side, from what was last offered. */
    AUTOMATON_TAKES_OVER,
    /** The negotiation fails. */
    FAILS
}
