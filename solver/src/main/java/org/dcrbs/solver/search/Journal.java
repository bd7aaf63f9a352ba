package org.dcrbs.solver.search;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.dcrbs.solver.table.PairingTable;

/** What bundles had before they were changed, so that changes can be taken back, last first. */
public final class Journal {
    private final Allocation allocation;
    private final PairingTable table;
    private int[] bundles = new int[64];
    private int[] picks = new int[256];
    private int size;
    private int used;

    public Journal(Allocation allocation) {
        this.allocation = allocation;
        table = allocation.table();
    }

    int size() {
        return size;
    }

    int bundle(int entry) {
        return bundles[entry];
    }

    /** Keeps what a bundle has now; to be called before it is changed. */
    void note(int bundle) {
        int lines = table.lines(bundle);
        if (size == bundles.length) {
            bundles = Arrays.copyOf(bundles, 2 * size);
        }
        if (used + lines > picks.length) {
            picks = Arrays.copyOf(picks, 2 * (used + lines));
        }
        bundles[size++] = bundle;
        for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
            picks[used++] = allocation.pick(line);
        }
    }

    /** Takes the latest changes back, until so many are left. */
    public void undo(int left) {
        while (size > left) {
            int bundle = bundles[--size];
            used -= table.lines(bundle);
            if (allocation.served(bundle)) {
                allocation.release(bundle);
            }
            if (picks[used] >= 0) {
                allocation.serve(bundle, picks, used);
            }
        }
    }

    /** Shows the bundles that were changed, each once. */
    public void forEachChanged(IntConsumer changed) {
        Arrays.stream(bundles, 0, size).distinct().forEach(changed);
    }

    /** Forgets what was before, and keeps what is now. */
    public void clear() {
        size = 0;
        used = 0;
    }
}
