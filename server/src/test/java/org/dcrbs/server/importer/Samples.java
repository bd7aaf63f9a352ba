package org.dcrbs.server.importer;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's data-samples folder. */
final class Samples {
    private Samples() {}

    static Path folder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("data-samples"))) {
                return folder.resolve("data-samples");
            }
        }
        throw new IllegalStateException("no data-samples above the working folder");
    }
}
