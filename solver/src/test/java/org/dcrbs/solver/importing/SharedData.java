package org.dcrbs.solver.importing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real inputs, beside the checkout or where DCRBS_SHARED says. A test that misses them is skipped, and says so. */
final class SharedData {
    private SharedData() {}

    static Path folder(String name) {
        String named = System.getenv("DCRBS_SHARED");
        List<Path> places = new ArrayList<>();
        if (named != null) {
            places.add(Path.of(named, "data", name));
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            places.add(up.resolve("shared/data").resolve(name));
        }
        return places.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> abort("no shared/data/" + name + " up from here, and DCRBS_SHARED names none"));
    }
}
