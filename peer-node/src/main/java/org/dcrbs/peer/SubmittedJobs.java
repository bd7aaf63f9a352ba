package org.dcrbs.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.JobFile;
import org.dcrbs.peer.job.JobPlan;

/** Job files as they were when they were submitted, so that later changes of theirs do not spoil the answer. */
final class SubmittedJobs {
    private SubmittedJobs() {}

    static void keep(Home home, String demandId, Path file) throws IOException {
        Files.createDirectories(home.jobs());
        Files.copy(file, file(home, demandId, ".json"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                file(home, demandId, ".folder"),
                file.toAbsolutePath().resolveSibling("").toString());
    }

    /** An id may hold slashes and colons; what it becomes is one plain name. */
    static String fileName(String demandId) {
        return demandId.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    private static Path file(Home home, String demandId, String ending) {
        return home.jobs().resolve(fileName(demandId) + ending);
    }

    static JobPlan find(Home home, String demandId) throws ConfigException, IOException {
        Path kept = file(home, demandId, ".json");
        Path folder = file(home, demandId, ".folder");
        if (!Files.exists(kept) || !Files.exists(folder)) {
            throw new ConfigException("job " + demandId + " was not submitted from " + home.root());
        }
        return JobFile.read(kept, Path.of(Files.readString(folder)));
    }
}
