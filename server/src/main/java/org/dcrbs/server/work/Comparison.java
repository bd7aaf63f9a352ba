package org.dcrbs.server.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.work.Findings.Fee;
import org.dcrbs.server.work.Findings.Verdict;

/** What the runs of a leg's checked units say of those who ran them, once no run is under way. */
final class Comparison {
    private final PartyId giver;
    private final int redundancy;
    private final List<UnitRuns> checked;

    Comparison(PartyId giver, int redundancy, List<UnitRuns> checked) {
        this.giver = giver;
        this.redundancy = redundancy;
        this.checked = checked;
    }

    /** Why the giver isn't paid: the majority is against it, or there is none. */
    Optional<Step> refutation() {
        for (UnitRuns runs : checked) {
            Optional<String> agreed = runs.agreed();
            if (agreed.isEmpty()) {
                return Optional.of(new Step.Failed(
                        runs.account() + ": no output has more than half of the runs", findings(false)));
            }
            if (!runs.done().get(0).output().equals(agreed.get())) {
                return Optional.of(new Step.Failed(runs.account(), findings(false)));
            }
        }
        return Optional.empty();
    }

    /** When all agreed with the giver. */
    Findings findings() {
        return findings(true);
    }

    /** A unit without a majority says nothing of anybody, and pays nobody. */
    private Findings findings(boolean delivered) {
        Map<PartyId, Integer> right = new TreeMap<>();
        Map<PartyId, String> wrong = new TreeMap<>();
        List<Fee> fees = new ArrayList<>();
        for (UnitRuns runs : checked) {
            String agreed = runs.agreed().orElse("");
            for (Order run : agreed.isEmpty() ? List.<Order>of() : runs.done()) {
                if (!run.output().equals(agreed)) {
                    wrong.putIfAbsent(run.executor(), runs.account());
                } else {
                    right.merge(run.executor(), 1, Integer::sum);
                    if (!run.executor().equals(giver)) {
                        fees.add(new Fee(run.executor(), delivered && runs.isAsked(run, redundancy)));
                    }
                }
            }
        }
        List<Verdict> verdicts = new ArrayList<>();
        wrong.forEach((party, account) -> verdicts.add(new Verdict(party, Kind.RESULT_WRONG, 1, account)));
        right.forEach((party, units) -> {
            if (!wrong.containsKey(party)) {
                verdicts.add(new Verdict(
                        party, Kind.RESULT_VERIFIED, units, units + (units == 1 ? " unit" : " units") + " agreed"));
            }
        });
        return new Findings(verdicts, fees);
    }
}
