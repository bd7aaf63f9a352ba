package org.dcrbs.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.JobFile;
import org.dcrbs.peer.job.JobPlan;

/** Job files and their tables as they were when they were submitted, so that the answer hangs on nothing that may change. */
final class SubmittedJobs {
    private SubmittedJobs() {}

    static void keep(Home home, String demandId, Path file) throws ConfigException, IOException {
        Files.createDirectories(home.jobs());
        Files.copy(file, file(home, demandId, ".json"), StandardCopyOption.REPLACE_EXISTING);
        Optional<Path> table = JobFile.table(file, file.toAbsolutePath().resolveSibling(""));
        if (table.isPresent()) {
            Files.copy(table.get(), file(home, demandId, ".csv"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** An id may hold slashes and colons; what it becomes is one plain name. */
    static String fileName(String demandId) {
        return demandId.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    private static Path file(Home home, String demandId, String ending) {
        return home.jobs().resolve(fileName(demandId) + ending);
    }

    static JobPlan find(Home home, String demandId) throws ConfigException {
        Path kept = file(home, demandId, ".json");
        if (!Files.exists(kept)) {
            throw new ConfigException("job " + demandId + " was not submitted from " + home.root());
        }
        return JobFile.readKept(kept, file(home, demandId, ".csv"));
    }
}
