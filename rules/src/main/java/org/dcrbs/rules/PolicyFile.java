package org.dcrbs.rules;

/** A policy file's name and its rules; those of a rate card are what it was translated to. */
record PolicyFile(String name, String text) {
    /** The line in which that part of the text begins, which is not before the given line. */
    int lineOf(String part, int notBefore) {
        int start = 0;
        for (int line = 1; line < notBefore; line++) {
            start = text.indexOf('\n', start) + 1;
        }
        int found = text.indexOf(part, start);
        return notBefore
                + (int) text.substring(start, Math.max(found, start))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
