package org.dcrbs.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody may have meant who misspelt a word. */
public final class Suggestion {
    private Suggestion() {}

    /** The end of a message, such as {@code ; did you mean "PRINTER"?}, or nothing if no word is near. */
    public static String of(String misspelt, Collection<String> words) {
        int most = Math.max(1, misspelt.length() / 3);
        return words.stream()
                .filter(word -> distance(misspelt, word) <= most)
                .min(Comparator.<String>comparingInt(word -> distance(misspelt, word))
                        .thenComparing(Comparator.naturalOrder()))
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElse("");
    }

    /** How many letters must be changed, left out or put in; capitals don't count. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > other.length()) {
            return Integer.MAX_VALUE;
        }
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] before = new int[to.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] now = new int[to.length() + 1];
            now[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(before[j - 1] + change, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[to.length()];
    }
}
