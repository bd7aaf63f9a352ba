package org.dcrbs.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.format.PairingWriter;

/** Problem files that a command makes. */
final class ProblemFiles {
    private ProblemFiles() {}

    /** Writes the whole file or, if that fails, leaves what was there, and says what was written. */
    static void write(PairingProblem problem, Path out, PrintWriter to) throws IOException {
        String name = String.valueOf(out.getFileName());
        // The ending decides whether it is packed.
        Path fresh = out.resolveSibling("." + ProcessHandle.current().pid() + "." + name);
        try {
            PairingWriter.write(problem, fresh);
            Files.move(fresh, out, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        to.printf(
                Locale.ROOT,
                "%s: %,d parties, %,d offers, %,d bundles, %,d candidates%n",
                out,
                problem.parties().size(),
                problem.offers().size(),
                problem.bundleCount(),
                problem.candidateCount());
        to.flush();
    }
}
