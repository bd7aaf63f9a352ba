package org.dcrbs.rules;

/**
 * What one condition of a rate card's row lets through: a text, or numbers from one up to below another.
 *
 * @param text {@code any} for all texts, and for numbers
 */
record Span(String text, long from, long below) {
    private static final Span ALL = new Span(CardColumn.ANY, 0, Long.MAX_VALUE);

    static Span is(String cell, ValueKind kind) {
        if (cell.equals(CardColumn.ANY)) {
            return ALL;
        }
        return kind == ValueKind.NUMBER
                ? new Span(CardColumn.ANY, Long.parseLong(cell), Long.parseLong(cell) + 1)
                : new Span(cell, 0, Long.MAX_VALUE);
    }

    static Span range(String from, String below) {
        return new Span(
                CardColumn.ANY,
                from.equals(CardColumn.ANY) ? 0 : Long.parseLong(from),
                below.equals(CardColumn.ANY) ? Long.MAX_VALUE : Long.parseLong(below));
    }

    boolean isEmpty() {
        return from >= below;
    }

    boolean meets(Span other) {
        boolean sameText = text.equals(other.text) || isAnyText() || other.isAnyText();
        return sameText && from < other.below && other.from < below;
    }

    boolean covers(Span other) {
        return (text.equals(other.text) || isAnyText()) && from <= other.from && other.below <= below;
    }

    private boolean isAnyText() {
        return text.equals(CardColumn.ANY);
    }
}
