package org.dcrbs.solver.format;

import java.io.IOException;
import java.nio.file.Path;
import org.dcrbs.solver.InvalidProblemException;
import org.dcrbs.solver.PairingProblem;

/** Reads {@code dcrbs-pairing/1}: a whole, consistent problem, or a refusal that says what is wrong where. */
public final class PairingReader {
    static final String FORMAT = "dcrbs-pairing/1";

    private PairingReader() {}

    public static PairingProblem read(Path file) throws IOException {
        return read(file, ReadLimits.DEFAULT);
    }

    public static PairingProblem read(Path file, ReadLimits limits) throws IOException {
        try (BoundedLines lines = new BoundedLines(file, limits)) {
            ProblemAssembly problem = new ProblemAssembly();
            while (lines.next()) {
                try (JsonCursor cursor = new JsonCursor(lines.bytes(), lines.length())) {
                    problem.take(PairingRow.read(cursor));
                } catch (InvalidProblemException e) {
                    throw lines.fault(e.field(), e.detail());
                }
            }
            try {
                return problem.build();
            } catch (InvalidProblemException e) {
                throw lines.fault(e.field(), e.detail());
            }
        }
    }
}
