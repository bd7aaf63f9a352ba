package org.dcrbs.server.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Pairing;
import org.dcrbs.server.replay.ReplayResult.Deal;
import org.dcrbs.server.replay.ReplayResult.Kind;
import org.dcrbs.server.replay.ReplayResult.PairingChange;
import org.jspecify.annotations.Nullable;

/** Requirement by requirement, which offer serves it on either side. */
final class PairingChanges {
    private PairingChanges() {}

    /** Those that differ, lost ones first. */
    static List<PairingChange> between(List<ContractTerms> before, List<ContractTerms> after) {
        Map<String, Pairing> old = byRequirement(before);
        Map<String, Pairing> now = byRequirement(after);
        Set<String> all = new LinkedHashSet<>(old.keySet());
        all.addAll(now.keySet());
        List<PairingChange> changes = new ArrayList<>();
        for (String key : all) {
            change(old.get(key), now.get(key)).ifPresent(changes::add);
        }
        changes.sort(Comparator.comparing(PairingChange::kind));
        return changes;
    }

    static List<Pairing> pairings(List<ContractTerms> contracts) {
        return contracts.stream()
                .flatMap(terms -> terms.legs().stream())
                .map(Leg::pairing)
                .toList();
    }

    private static Map<String, Pairing> byRequirement(List<ContractTerms> contracts) {
        Map<String, Pairing> pairings = new LinkedHashMap<>();
        pairings(contracts).forEach(one -> pairings.put(one.demand() + "/" + one.requirement(), one));
        return pairings;
    }

    private static Optional<PairingChange> change(@Nullable Pairing old, @Nullable Pairing now) {
        if (old == null) {
            return Optional.ofNullable(now).map(won -> change(Kind.WON, won, Optional.empty(), Optional.of(won)));
        } else if (now == null) {
            return Optional.of(change(Kind.LOST, old, Optional.of(old), Optional.empty()));
        } else if (!old.offer().equals(now.offer())) {
            return Optional.of(change(Kind.MOVED, now, Optional.of(old), Optional.of(now)));
        }
        return old.worth().equals(now.worth())
                ? Optional.empty()
                : Optional.of(change(Kind.REPRICED, now, Optional.of(old), Optional.of(now)));
    }

    private static PairingChange change(Kind kind, Pairing of, Optional<Pairing> before, Optional<Pairing> after) {
        return new PairingChange(
                kind,
                of.demand(),
                of.requirement(),
                of.taker(),
                of.least().category(),
                before.map(PairingChanges::deal),
                after.map(PairingChanges::deal));
    }

    private static Deal deal(Pairing pairing) {
        return new Deal(pairing.offer(), pairing.giver(), pairing.worth(), pairing.surplus());
    }
}
