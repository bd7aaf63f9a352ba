package org.dcrbs.market.negotiation;

/** In whose hands a side is. */
public enum Hands {
    AUTOMATON("the automaton"),
    PERSON("a person");

    private final String words;

    Hands(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
