package org.dcrbs.solver.format;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.dcrbs.solver.InvalidProblemException;
import org.jspecify.annotations.Nullable;

/** The ids of a problem's things of one kind, each to be read about at most once. */
final class UnreadIds {
    private final String kind;
    private final Map<String, Integer> unread = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    UnreadIds(String kind) {
        this.kind = kind;
    }

    void add(String id) {
        unread.put(id, unread.size());
    }

    /** The index of an id, which must not come again. */
    int take(String id) {
        Integer index = unread.remove(id);
        if (index == null) {
            throw new InvalidProblemException(
                    kind, read.contains(id) ? "'" + id + "' is there twice" : "there is no " + kind + " '" + id + "'");
        }
        read.add(id);
        return index;
    }

    /** Some id that has not been read about, if any. */
    @Nullable
    String first() {
        return unread.isEmpty() ? null : unread.keySet().iterator().next();
    }
}
