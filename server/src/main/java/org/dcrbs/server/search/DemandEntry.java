package org.dcrbs.server.search;

import java.util.Map;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Party;
import org.dcrbs.market.Requirement;

/**
 * A demand as a round sees it.
 *
 * @param valuations by the requirement's name
 */
public record DemandEntry(Demand demand, Party party, Map<String, Valuation> valuations) {
    public DemandEntry {
        valuations = Map.copyOf(valuations);
    }

    /** The most that the demand's party gives for the requirement. */
    public Credits value(Requirement requirement) {
        Valuation valuation = valuations.get(requirement.name());
        if (valuation == null) {
            throw new IllegalArgumentException(demand.id() + ", " + requirement.name() + " has no valuation");
        }
        return valuation.limit();
    }
}
