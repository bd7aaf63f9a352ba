package org.dcrbs.server.importer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Real files, which aren't part of the project; a test that finds none is skipped. */
final class SharedData {
    private SharedData() {}

    static Path file(String name) {
        String stated = System.getenv("DCRBS_SHARED");
        Path found = stated == null ? null : Path.of(stated, "data", name);
        for (Path folder = Path.of("").toAbsolutePath(); found == null && folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared/data").resolve(name);
            found = Files.exists(candidate) ? candidate : null;
        }
        assumeTrue(found != null && Files.exists(found), "no shared/data/" + name + " above the working folder");
        return found;
    }

    /** The lines, read the plain way. */
    static List<String> lines(Path gz) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gz)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
