package org.dcrbs.rules.facts;

import org.dcrbs.market.Category;

/** How the surplus of pairings of one category is shared, where they aren't negotiated. */
public final class Pricing extends Fact {
    private static final long EVENLY = 500;

    private final Category category;
    private boolean uniform;
    private long giverPermille = EVENLY;

    public Pricing(Category category) {
        this.category = category;
    }

    @NamesOf(Category.class)
    public String getCategory() {
        return category.name();
    }

    /** The same good costs everybody the same, by how scarce it turned out to be; what has no such price is split. */
    @Verb
    public void uniform() {
        uniform = true;
    }

    /** So much of the surplus goes to the giver, in thousandths; of several, the last. */
    @Verb
    public void split(long permilleToGiver) {
        giverPermille = Math.max(0, Math.min(1000, permilleToGiver));
    }

    public boolean uniformly() {
        return uniform;
    }

    public int giverPermille() {
        return (int) giverPermille;
    }
}
