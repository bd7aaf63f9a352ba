package org.dcrbs.solver.planning;

import org.dcrbs.solver.table.PairingTable;

/** Counts the bundles whose wish for one provider, or for distinct ones, is not met. */
final class ProviderWishes {
    private final PairingTable table;
    private int broken;

    ProviderWishes(PairingTable table) {
        this.table = table;
    }

    int broken() {
        return broken;
    }

    void served(int bundle, Serving serving) {
        broken += brokenBy(table, bundle, serving);
    }

    void released(int bundle, Serving serving) {
        broken -= brokenBy(table, bundle, serving);
    }

    private static int brokenBy(PairingTable table, int bundle, Serving serving) {
        if (!table.sameProvider[bundle] && !table.distinctProviders[bundle]) {
            return 0;
        }
        return (table.sameProvider[bundle] && !hasOneProvider(table, serving) ? 1 : 0)
                + (table.distinctProviders[bundle] && !hasDistinctProviders(table, serving) ? 1 : 0);
    }

    static boolean hasOneProvider(PairingTable table, Serving serving) {
        return providers(table, serving) == 1;
    }

    static boolean hasDistinctProviders(PairingTable table, Serving serving) {
        return providers(table, serving) == serving.lines();
    }

    private static long providers(PairingTable table, Serving serving) {
        return serving.stream().map(k -> table.provider[k]).distinct().count();
    }
}
