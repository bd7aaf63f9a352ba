package org.dcrbs.solver.importing;

import java.io.IOException;

/** A file that is not in the format it was read as. */
public final class ImportException extends IOException {
    private static final long serialVersionUID = 1;

    ImportException(String file, long line, String detail) {
        super(file + ", line " + line + ": " + detail);
    }
}
