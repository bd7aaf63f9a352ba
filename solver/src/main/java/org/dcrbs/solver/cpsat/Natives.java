package org.dcrbs.solver.cpsat;

import com.google.ortools.Loader;

/** OR-Tools' native library, loaded when it is first asked for. Where there is none the solver does without. */
final class Natives {
    private static final boolean LOADED = load();

    private Natives() {}

    static boolean loaded() {
        return LOADED;
    }

    private static boolean load() {
        try {
            Loader.loadNativeLibraries();
            return true;
        } catch (LinkageError | RuntimeException notForThisPlatform) {
            return false;
        }
    }
}
