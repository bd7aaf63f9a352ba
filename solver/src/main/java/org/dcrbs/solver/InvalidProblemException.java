package org.dcrbs.solver;

/** A pairing problem that makes no sense; names the field that is wrong. */
public final class InvalidProblemException extends IllegalArgumentException {
    private final String field;
    private final String detail;

    public InvalidProblemException(String field, String detail) {
        super(field + ": " + detail);
        this.field = field;
        this.detail = detail;
    }

    /** Where the fault is, such as {@code lines[0].candidates[3].offer}. */
    public String field() {
        return field;
    }

    public String detail() {
        return detail;
    }

    /** The same fault, seen from the object that holds the faulty one. */
    public InvalidProblemException within(String holder) {
        return new InvalidProblemException(holder + "." + field, detail);
    }
}
