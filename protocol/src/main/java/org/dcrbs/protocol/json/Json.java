package org.dcrbs.protocol.json;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value. Amounts of money and other 64-bit numbers travel as texts, as RFC 7493 advises. */
public sealed interface Json {
    /** No surrogate without its other half: such a text has no form in UTF-8. */
    record Text(String value) implements Json {
        public Text {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                boolean whole = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (Character.isSurrogate(c) && !whole) {
                    throw new JsonException("a text has half a character at " + i);
                }
                i += whole ? 1 : 0;
            }
        }
    }

    /** A whole number that a double holds exactly, as RFC 8785 writes numbers by their double. */
    record Whole(long value) implements Json {
        /** 2^53 - 1. */
        public static final long MOST = 9_007_199_254_740_991L;

        public Whole {
            if (value < -MOST || value > MOST) {
                throw new JsonException("the number " + value + " is beyond 2^53 - 1");
            }
        }
    }

    record Truth(boolean value) implements Json {}

    record Items(List<Json> values) implements Json {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** In the order of RFC 8785: by the UTF-16 units of the names, which is how Java compares texts. */
    record Members(SortedMap<String, Json> values) implements Json {
        public Members {
            values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
            values.keySet().forEach(Text::new);
        }

        public Members(Map<String, Json> values) {
            this(new TreeMap<>(values));
        }

        /** The same and one more, or another in place of the one of that name. */
        public Members with(String name, Json value) {
            SortedMap<String, Json> more = new TreeMap<>(values);
            more.put(name, value);
            return new Members(more);
        }

        public Members with(String name, String value) {
            return with(name, new Text(value));
        }

        public Members with(String name, long value) {
            return with(name, new Whole(value));
        }
    }

    /** An object without members, to begin with. */
    static Members object() {
        return new Members(new TreeMap<>());
    }
}
