package org.dcrbs.market;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Named properties of a listing beyond its spec, for the constraints of the other side to ask about. */
public record Attributes(Map<String, String> values) {
    public static final Attributes NONE = new Attributes(Map.of());

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final int MOST = 64;

    public Attributes {
        Check.that(values.size() <= MOST, values.size() + " attributes; " + MOST + " at most");
        values.forEach((name, value) -> {
            Check.that(
                    NAME.matcher(name).matches(),
                    "attribute name \"" + name + "\": want 1 to 64 letters, digits or _, no digit first");
            Check.text("attribute " + name, value, 500);
        });
        values = Map.copyOf(new TreeMap<>(values));
    }
}
