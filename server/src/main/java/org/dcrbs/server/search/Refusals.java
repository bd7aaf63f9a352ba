package org.dcrbs.server.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Why offers don't serve a requirement: each refusal is counted under its kind, with the first of the kind in words. */
public final class Refusals {
    /** In the order in which they are checked. */
    public enum Kind {
        OWN_OFFER("its own party's"),
        SUSPENDED("its party is suspended"),
        WINDOW("not available at that time"),
        SHORTFALL("falls short"),
        CAPACITY("too little of it is free"),
        WANTS("not what the requirement wants"),
        SERVES("doesn't serve this taker"),
        TOO_DEAR("asks more than the requirement is worth"),
        NOT_WHOLE_BUNDLE("its party can't serve the whole bundle"),
        BEYOND_BEST("serves, but others are better");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final class Tally {
        private int count;
        private String first = "";
    }

    private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);

    /** @param example put into words if it is the first of its kind: offers are many, and few are named */
    void add(Kind kind, Supplier<String> example) {
        add(kind, 1, example);
    }

    void add(Kind kind, int count, Supplier<String> example) {
        if (count > 0) {
            Tally tally = tallies.computeIfAbsent(kind, k -> new Tally());
            tally.first = tally.count == 0 ? example.get() : tally.first;
            tally.count += count;
        }
    }

    Refusals copy() {
        Refusals copy = new Refusals();
        tallies.forEach((kind, tally) -> copy.add(kind, tally.count, () -> tally.first));
        return copy;
    }

    /** How many offers were refused for that reason. */
    public int count(Kind kind) {
        Tally tally = tallies.get(kind);
        return tally == null ? 0 : tally.count;
    }

    /** One line a kind: {@code 12 offers: falls short (o-17 needs 8000 MIPS, has 4100)}. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        tallies.forEach((kind, tally) -> lines.add((tally.count == 1 ? "1 offer" : tally.count + " offers") + ": "
                + kind.words + (tally.first.isEmpty() ? "" : " (" + tally.first + ")")));
        return lines;
    }
}
