package org.dcrbs.solver;

import java.util.List;

/**
 * A party's wish: all of its lines or none.
 *
 * @param party index of the party that receives
 * @param sameProvider all of its offers must belong to one party
 * @param distinctProviders all of its offers must belong to different parties
 * @param mandatory it must be served
 */
public record Bundle(
        String id, int party, List<Line> lines, boolean sameProvider, boolean distinctProviders, boolean mandatory) {
    public Bundle {
        Checks.id("bundle", id);
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new InvalidProblemException("lines", "a bundle has at least one line");
        }
        Checks.unique("lines", lines.stream().map(Line::id).toList());
        for (int i = 0; mandatory && i < lines.size(); i++) {
            if (lines.get(i).candidates().isEmpty()) {
                throw new InvalidProblemException(
                        "lines[" + i + "].candidates", "the bundle is mandatory, yet this line has no candidate");
            }
        }
        if (mandatory && sameProvider && distinctProviders && lines.size() > 1) {
            throw new InvalidProblemException(
                    "mandatory", "several lines cannot have both the same provider and distinct ones");
        }
    }

    /** A bundle without further wishes. */
    public static Bundle of(String id, int party, Line... lines) {
        return new Bundle(id, party, List.of(lines), false, false, false);
    }
}
