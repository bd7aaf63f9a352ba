package org.dcrbs.rules;

import java.util.List;

/**
 * What the coordinator gets for having brokered a pairing, in thousandths of its worth.
 *
 * @param giverPermille from the party that gives the resource
 * @param takerPermille from the party that takes it
 * @param rules the names of the rules that said so, in the order of firing
 */
public record CommissionRates(long giverPermille, long takerPermille, List<String> rules) {
    public static final CommissionRates NONE = new CommissionRates(0, 0, List.of());

    public CommissionRates {
        if (giverPermille < 0 || giverPermille > 1000 || takerPermille < 0 || takerPermille > 1000) {
            throw new IllegalArgumentException(
                    "commission of " + giverPermille + " and " + takerPermille + " per mille; want 0 to 1000");
        }
        rules = List.copyOf(rules);
    }
}
