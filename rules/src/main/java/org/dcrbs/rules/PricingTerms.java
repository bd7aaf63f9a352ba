package org.dcrbs.rules;

import java.util.List;

/**
 * How the surplus of a category's pairings is shared.
 *
 * @param uniform whether the same good costs everybody the same, where there is such a price
 * @param giverPermille of the surplus to the giver, where it is split
 * @param rules the names of the rules that said so, in the order of firing
 */
public record PricingTerms(boolean uniform, int giverPermille, List<String> rules) {
    public PricingTerms {
        rules = List.copyOf(rules);
    }
}
