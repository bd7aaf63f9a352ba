package org.dcrbs.server.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where data-samples/ lies, seen from wherever the tests run. */
final class Samples {
    private Samples() {}

    static Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("data-samples"))) {
                return at.resolve("data-samples");
            }
        }
        throw new AssertionError("no data-samples/ above " + Path.of("").toAbsolutePath());
    }
}
