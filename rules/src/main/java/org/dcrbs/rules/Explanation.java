package org.dcrbs.rules;

import java.util.List;

/**
 * Which rules spoke of a fact, and why the others that are about its kind did not.
 *
 * @param fired the names of the rules that applied, in the order in which they fired
 * @param silent the others
 */
public record Explanation(List<String> fired, List<Silent> silent) {
    public static final Explanation NONE = new Explanation(List.of(), List.of());

    public Explanation {
        fired = List.copyOf(fired);
        silent = List.copyOf(silent);
    }

    /** @param because the first of its conditions that didn't hold, and what the fact has instead */
    public record Silent(String rule, String because) {
        @Override
        public String toString() {
            return rule + ": " + because;
        }
    }
}
