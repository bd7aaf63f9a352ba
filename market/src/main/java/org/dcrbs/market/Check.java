package org.dcrbs.market;

import java.util.regex.Pattern;

/** The few checks that the records share; each throws an {@link IllegalArgumentException} that names field and value. */
final class Check {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,119}");
    private static final Pattern DERIVED_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,399}");

    private Check() {}

    static String id(String kind, String value) {
        if (!ID.matcher(value).matches()) {
            throw new IllegalArgumentException(kind + " \"" + shorten(value)
                    + "\": want 1 to 120 letters, digits or . _ : @ / + -, a letter or digit first");
        }
        return value;
    }

    /** An id made of others, hence longer than each of them. */
    static String derivedId(String kind, String value) {
        if (!DERIVED_ID.matcher(value).matches()) {
            throw new IllegalArgumentException(kind + " \"" + shorten(value)
                    + "\": want 1 to 400 letters, digits or . _ : @ / + -, a letter or digit first");
        }
        return value;
    }

    static String text(String field, String value, int longest) {
        if (value.length() > longest) {
            throw new IllegalArgumentException(
                    field + " has " + value.length() + " characters; " + longest + " at most");
        }
        if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw new IllegalArgumentException(field + " has a control character: \"" + shorten(value) + "\"");
        }
        return value;
    }

    static long range(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " is " + value + "; want " + least + " to " + most);
        }
        return value;
    }

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static String shorten(String value) {
        String oneLine = value.replaceAll("\\p{Cntrl}", "?");
        return oneLine.length() <= 60 ? oneLine : oneLine.substring(0, 57) + "...";
    }
}
