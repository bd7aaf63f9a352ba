package org.dcrbs.market;

/** Where a round stands. The stages follow each other in this order. */
public enum RoundStage {
    COLLECT("collecting the open listings"),
    VALUATE("valuing each listing"),
    SEARCH("searching candidates"),
    SOLVE("solving for the best pairings"),
    PRICE("setting worths and commissions"),
    NEGOTIATE("negotiating"),
    CONTRACT("making contracts"),
    EXECUTE("carrying the contracts out"),
    CLOSED("closed");

    private final String words;

    RoundStage(String words) {
        this.words = words;
    }

    /** What happens in this stage, in plain words. */
    public String words() {
        return words;
    }
}
