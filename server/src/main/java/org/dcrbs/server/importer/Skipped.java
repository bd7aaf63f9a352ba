package org.dcrbs.server.importer;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.server.listing.BadInputException;

/** The rows left out: how many, and why the first of them were. */
final class Skipped {
    private static final int MOST_REASONS = 1000;

    private final boolean allowed;
    private final List<String> reasons = new ArrayList<>();
    private long count;

    /** @param allowed else the first bad row ends the import */
    Skipped(boolean allowed) {
        this.allowed = allowed;
    }

    void add(BadInputException reason) {
        if (!allowed) {
            throw reason;
        }
        count++;
        if (reasons.size() < MOST_REASONS) {
            reasons.add(reason.getMessage());
        }
    }

    long count() {
        return count;
    }

    List<String> reasons() {
        return reasons;
    }
}
