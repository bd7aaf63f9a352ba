package org.dcrbs.solver;

import java.util.ArrayList;
import java.util.List;

/** Bundles, lines and candidates as columns: a million lines are 14 million candidates, too many for objects. */
final class BundleColumns {
    static final int SAME = 1;
    static final int DISTINCT = 2;
    static final int MANDATORY = 4;

    final String[] bundleIds;
    final int[] bundleParty;
    final int[] bundleFlags;
    final int[] firstLine;
    final String[] lineIds;
    final int[] lineFrom;
    final int[] lineUntil;
    final int[] firstCandidate;
    final int[] offer;
    final long[] value;
    final long[] reserve;
    final long[] worth;
    final int[] firstUse;
    final long[] uses;

    private BundleColumns(Growing from) {
        bundleIds = from.bundleIds.toArray(String[]::new);
        bundleParty = from.bundleParty.toArray();
        bundleFlags = from.bundleFlags.toArray();
        firstLine = from.firstLine.toArray();
        lineIds = from.lineIds.toArray(String[]::new);
        lineFrom = from.lineFrom.toArray();
        lineUntil = from.lineUntil.toArray();
        firstCandidate = from.firstCandidate.toArray();
        offer = from.offer.toArray();
        value = from.value.toArray();
        reserve = from.reserve.toArray();
        worth = from.worth.toArray();
        firstUse = from.firstUse.toArray();
        uses = from.uses.toArray();
    }

    int bundleCount() {
        return bundleIds.length;
    }

    int lineCount() {
        return lineIds.length;
    }

    int candidateCount() {
        return offer.length;
    }

    boolean flag(int bundle, int flag) {
        return (bundleFlags[bundle] & flag) != 0;
    }

    Bundle bundle(int bundle, List<PairingOffer> offers) {
        List<Line> lines = new ArrayList<>();
        for (int line = firstLine[bundle]; line < firstLine[bundle + 1]; line++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int k = firstCandidate[line]; k < firstCandidate[line + 1]; k++) {
                candidates.add(candidate(k, offers.get(offer[k]).pools().size()));
            }
            lines.add(new Line(lineIds[line], lineFrom[line], lineUntil[line], candidates));
        }
        return new Bundle(
                bundleIds[bundle],
                bundleParty[bundle],
                lines,
                flag(bundle, SAME),
                flag(bundle, DISTINCT),
                flag(bundle, MANDATORY));
    }

    private Candidate candidate(int k, int pools) {
        List<Long> use = new ArrayList<>(pools);
        for (int pool = 0; pool < pools; pool++) {
            use.add(uses[firstUse[k] + pool]);
        }
        return new Candidate(offer[k], value[k], reserve[k], worth[k], use);
    }

    /** The columns while they are filled. */
    static final class Growing {
        private final List<String> bundleIds = new ArrayList<>();
        private final IntColumn bundleParty = new IntColumn();
        private final IntColumn bundleFlags = new IntColumn();
        private final IntColumn firstLine = new IntColumn();
        private final List<String> lineIds = new ArrayList<>();
        private final IntColumn lineFrom = new IntColumn();
        private final IntColumn lineUntil = new IntColumn();
        private final IntColumn firstCandidate = new IntColumn();
        private final IntColumn offer = new IntColumn();
        private final LongColumn value = new LongColumn();
        private final LongColumn reserve = new LongColumn();
        private final LongColumn worth = new LongColumn();
        private final IntColumn firstUse = new IntColumn();
        private final LongColumn uses = new LongColumn();

        void add(Bundle bundle) {
            bundleIds.add(bundle.id());
            bundleParty.add(bundle.party());
            bundleFlags.add((bundle.sameProvider() ? SAME : 0)
                    | (bundle.distinctProviders() ? DISTINCT : 0)
                    | (bundle.mandatory() ? MANDATORY : 0));
            firstLine.add(lineIds.size());
            bundle.lines().forEach(this::add);
        }

        private void add(Line line) {
            lineIds.add(line.id());
            lineFrom.add(line.from());
            lineUntil.add(line.until());
            firstCandidate.add(offer.size());
            line.candidates().forEach(this::add);
        }

        private void add(Candidate candidate) {
            offer.add(candidate.offer());
            value.add(candidate.value());
            reserve.add(candidate.reserve());
            worth.add(candidate.worth());
            firstUse.add(uses.size());
            candidate.uses().forEach(uses::add);
        }

        /** Closes the columns; nothing may be added afterwards. */
        BundleColumns build() {
            firstLine.add(lineIds.size());
            firstCandidate.add(offer.size());
            firstUse.add(uses.size());
            return new BundleColumns(this);
        }
    }
}
