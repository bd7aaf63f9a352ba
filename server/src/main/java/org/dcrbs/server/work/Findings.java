package org.dcrbs.server.work;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.reputation.Outcome;

/**
 * What a leg has shown when it is over.
 *
 * @param verdicts how the parties did
 * @param fees for runs that checked others' work and were right
 */
record Findings(List<Verdict> verdicts, List<Fee> fees) {
    static final Findings NONE = new Findings(List.of(), List.of());

    /** How a party did; of a kind that is good, with how many results. */
    record Verdict(PartyId party, Outcome.Kind kind, int results, String detail) {}

    /**
     * The price of one unit, for a run of it.
     *
     * @param asked whether the taker asked for this run, and so pays for it; the coordinator pays for the others
     */
    record Fee(PartyId checker, boolean asked) {}

    Findings {
        verdicts = List.copyOf(verdicts);
        fees = List.copyOf(fees);
    }

    static Findings of(PartyId party, Outcome.Kind kind, String detail) {
        return new Findings(List.of(new Verdict(party, kind, 1, detail)), List.of());
    }

    Findings and(Findings other) {
        List<Verdict> allVerdicts = new ArrayList<>(verdicts);
        allVerdicts.addAll(other.verdicts);
        List<Fee> allFees = new ArrayList<>(fees);
        allFees.addAll(other.fees);
        return new Findings(allVerdicts, allFees);
    }
}
