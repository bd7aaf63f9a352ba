package org.dcrbs.rules;

/** What a field holds, or a verb wants. */
public enum ValueKind {
    NUMBER("a whole number"),
    TEXT("a text in quotes"),
    YES_NO("yes or no"),
    AMOUNT("a decimal number in quotes, such as \"0.02\"");

    private final String words;

    ValueKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    static ValueKind of(Class<?> type) {
        if (type == long.class) {
            return NUMBER;
        } else if (type == boolean.class) {
            return YES_NO;
        } else if (type == String.class) {
            return TEXT;
        }
        throw new IllegalArgumentException("rules have no word for " + type);
    }
}
