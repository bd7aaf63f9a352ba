package org.dcrbs.rules;

/** Thrown where a rule says what rules may not say. */
final class Misspoken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    Misspoken(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
