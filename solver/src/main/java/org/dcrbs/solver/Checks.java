package org.dcrbs.solver;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The checks that the parts of a problem share. */
final class Checks {
    private static final int LONGEST_ID = 256;

    private Checks() {}

    static void id(String field, String id) {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new InvalidProblemException(field, "an id has 1 to " + LONGEST_ID + " characters");
        }
        if (id.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidProblemException(field, "an id has no control characters");
        }
    }

    static void window(int from, int until) {
        if (from < 0) {
            throw new InvalidProblemException("from", "slot " + from + " is negative");
        }
        if (until <= from) {
            throw new InvalidProblemException("until", "the window " + from + ".." + until + " is empty");
        }
    }

    static void unique(String field, Collection<String> ids) {
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                throw new InvalidProblemException(field, "'" + id + "' is there twice");
            }
        }
    }

    /** Adds sizes, refusing a total that could overflow any later sum. */
    static long total(String field, long sum, long amount) {
        if (amount == Long.MIN_VALUE
                || sum + Math.abs(amount) > PairingProblem.LARGEST_TOTAL
                || sum + Math.abs(amount) < 0) {
            throw new InvalidProblemException(field, "the sizes of all candidates' amounts together pass 2^59");
        }
        return sum + Math.abs(amount);
    }
}
