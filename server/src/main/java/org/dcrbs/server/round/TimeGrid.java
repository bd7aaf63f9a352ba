package org.dcrbs.server.round;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.dcrbs.market.Window;

/**
 * Cuts time into slots at the ends of the windows, or, where these are too many, at evenly chosen ones of them. Demands
 * are rounded outwards and offers inwards, so that nothing is promised twice.
 */
final class TimeGrid {
    static final int MOST_SLOTS = 500;

    private final Instant[] cuts;

    private TimeGrid(Instant[] cuts) {
        this.cuts = cuts;
    }

    static TimeGrid of(Collection<Window> windows) {
        TreeSet<Instant> ends = new TreeSet<>();
        for (Window window : windows) {
            ends.add(window.from());
            ends.add(window.until());
        }
        if (ends.isEmpty()) {
            ends.addAll(List.of(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
        }
        List<Instant> all = new ArrayList<>(ends);
        List<Instant> cuts = new ArrayList<>();
        int step = (all.size() - 1 + MOST_SLOTS - 1) / MOST_SLOTS;
        for (int i = 0; i < all.size() - 1; i += step) {
            cuts.add(all.get(i));
        }
        cuts.add(all.get(all.size() - 1));
        return new TimeGrid(cuts.toArray(Instant[]::new));
    }

    int slots() {
        return cuts.length - 1;
    }

    /** The slot in which that time falls, or before which it lies; rounded down. */
    int floor(Instant time) {
        int found = Arrays.binarySearch(cuts, time);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }

    /** The first cut that is not before that time; beyond the last cut, the number of slots. */
    int ceiling(Instant time) {
        int found = Arrays.binarySearch(cuts, time);
        return Math.min(slots(), found >= 0 ? found : -found - 1);
    }

    /** In which slots an offer is there throughout; empty if {@code from >= until}. */
    int[] within(Window offered) {
        int until = offered.until().isBefore(cuts[slots()]) ? floor(offered.until()) : slots();
        return new int[] {ceiling(offered.from()), offered.until().isBefore(cuts[0]) ? 0 : until};
    }
}
