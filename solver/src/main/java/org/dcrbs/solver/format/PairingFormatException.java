package org.dcrbs.solver.format;

import java.io.IOException;

/** A file that is not what it should be; names the file, the line and the field. */
public final class PairingFormatException extends IOException {
    private static final long serialVersionUID = 1;

    private final long line;
    private final String field;

    PairingFormatException(String file, long line, String field, String detail) {
        super(file + ", line " + line + (field.isEmpty() ? "" : ", " + field) + ": " + detail);
        this.line = line;
        this.field = field;
    }

    /** Counted from 1; 0 if the fault is in the file as a whole. */
    public long line() {
        return line;
    }

    /** Such as {@code lines[0].candidates[3].value}; empty if no field is to blame. */
    public String field() {
        return field;
    }
}
