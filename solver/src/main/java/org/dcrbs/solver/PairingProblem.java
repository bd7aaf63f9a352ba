package org.dcrbs.solver;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.RandomAccess;

/**
 * Who could give what to whom, and what that is worth. Immutable and consistent by construction: every index points
 * somewhere, every window lies inside its offer's, and all amounts together stay below {@link #LARGEST_TOTAL}, so that
 * no sum over any choice overflows a {@code long}.
 *
 * <p>Bundles, lines and candidates are counted through from 0 over the whole problem and kept in columns, about 40
 * bytes a candidate; {@link #bundle(int)} makes the record of one.
 */
public final class PairingProblem {
    /**
     * The sizes of all candidates' values and reserves together stay within this, so do those of their worths, and those
     * of their uses times their slots.
     */
    public static final long LARGEST_TOTAL = 1L << 59;

    /** The longest horizon. */
    public static final int MOST_SLOTS = 100_000;

    /** All offers' pools times the slots of their windows. */
    public static final long MOST_CELLS = 1L << 26;

    private final String name;
    private final int slots;
    private final OptionalInt maxCycle;
    private final List<PartyBounds> parties;
    private final List<PairingOffer> offers;
    private final BundleColumns columns;

    private PairingProblem(Builder builder) {
        name = builder.name;
        slots = builder.slots;
        maxCycle = builder.maxCycle;
        parties = List.copyOf(builder.parties);
        offers = List.copyOf(builder.offers);
        columns = builder.columns.build();
    }

    public static Builder builder(String name, int slots) {
        return new Builder(name, slots);
    }

    public String name() {
        return name;
    }

    public int slots() {
        return slots;
    }

    /** For swap markets: how many parties a cycle or chain may have. */
    public OptionalInt maxCycle() {
        return maxCycle;
    }

    public List<PartyBounds> parties() {
        return parties;
    }

    public List<PairingOffer> offers() {
        return offers;
    }

    /** A view that makes each record when it is asked for. */
    public List<Bundle> bundles() {
        return new Bundles();
    }

    public int bundleCount() {
        return columns.bundleCount();
    }

    public int lineCount() {
        return columns.lineCount();
    }

    public int candidateCount() {
        return columns.candidateCount();
    }

    public String bundleId(int bundle) {
        return columns.bundleIds[bundle];
    }

    public int bundleParty(int bundle) {
        return columns.bundleParty[bundle];
    }

    public boolean sameProvider(int bundle) {
        return columns.flag(bundle, BundleColumns.SAME);
    }

    public boolean distinctProviders(int bundle) {
        return columns.flag(bundle, BundleColumns.DISTINCT);
    }

    public boolean mandatory(int bundle) {
        return columns.flag(bundle, BundleColumns.MANDATORY);
    }

    /** First line of a bundle; of {@code bundleCount()}, the end of the last. */
    public int firstLine(int bundle) {
        return columns.firstLine[bundle];
    }

    public String lineId(int line) {
        return columns.lineIds[line];
    }

    public int lineFrom(int line) {
        return columns.lineFrom[line];
    }

    public int lineUntil(int line) {
        return columns.lineUntil[line];
    }

    /** First candidate of a line; of {@code lineCount()}, the end of the last. */
    public int firstCandidate(int line) {
        return columns.firstCandidate[line];
    }

    public int offer(int candidate) {
        return columns.offer[candidate];
    }

    public long value(int candidate) {
        return columns.value[candidate];
    }

    public long reserve(int candidate) {
        return columns.reserve[candidate];
    }

    public long worth(int candidate) {
        return columns.worth[candidate];
    }

    /** What a candidate takes from a pool of its offer in every slot of its line. */
    public long use(int candidate, int pool) {
        return columns.uses[columns.firstUse[candidate] + pool];
    }

    /** What choosing a candidate adds to the objective. */
    public long surplus(int candidate) {
        return columns.value[candidate] - columns.reserve[candidate];
    }

    /** The party that gives, if this candidate is chosen. */
    public int provider(int candidate) {
        return offers.get(columns.offer[candidate]).party();
    }

    /** What served bundles are worth together: the sum of value less reserve. */
    public long objective(List<ServedBundle> served) {
        long objective = 0;
        for (ServedBundle each : served) {
            int first = firstLine(each.bundle());
            for (int i = 0; i < each.picks().size(); i++) {
                objective += surplus(firstCandidate(first + i) + each.picks().get(i));
            }
        }
        return objective;
    }

    /** The record of one bundle. */
    public Bundle bundle(int bundle) {
        return columns.bundle(bundle, offers);
    }

    private final class Bundles extends AbstractList<Bundle> implements RandomAccess {
        @Override
        public Bundle get(int index) {
            return bundle(index);
        }

        @Override
        public int size() {
            return bundleCount();
        }
    }

    /** Takes parties, then their offers, then the bundles, and refuses at once what does not fit what came before. */
    public static final class Builder {
        private final String name;
        private final int slots;
        private final ProblemChecks checks = new ProblemChecks();
        private final List<PartyBounds> parties = new ArrayList<>();
        private final List<PairingOffer> offers = new ArrayList<>();
        private final BundleColumns.Growing columns = new BundleColumns.Growing();
        private OptionalInt maxCycle = OptionalInt.empty();

        private Builder(String name, int slots) {
            if (name.isBlank()) {
                throw new InvalidProblemException("name", "is empty");
            }
            if (slots < 1 || slots > MOST_SLOTS) {
                throw new InvalidProblemException("slots", slots + " is not within 1.." + MOST_SLOTS);
            }
            this.name = name;
            this.slots = slots;
        }

        /** Says that this is a swap market, and how many parties a cycle may have. To be said first. */
        public Builder maxCycle(int most) {
            if (most < 2) {
                throw new InvalidProblemException("maxCycle", most + " is below 2, the shortest cycle");
            }
            maxCycle = OptionalInt.of(most);
            return this;
        }

        public Builder party(PartyBounds party) {
            checks.party(party);
            parties.add(party);
            return this;
        }

        public Builder offer(PairingOffer offer) {
            checks.offer(offer, parties, slots, maxCycle.isPresent());
            offers.add(offer);
            return this;
        }

        public Builder bundle(Bundle bundle) {
            checks.bundle(bundle, parties, offers, slots, maxCycle.isPresent());
            columns.add(bundle);
            return this;
        }

        public int partyCount() {
            return parties.size();
        }

        public PairingProblem build() {
            return new PairingProblem(this);
        }
    }
}
