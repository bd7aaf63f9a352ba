package org.dcrbs.server.importer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dcrbs.server.listing.BadInputException;

/** A text with formulas between braces, such as {@code tenant-{qos}}; <code>{{</code> and <code>}}</code> stand for braces. */
record Text(List<Part> parts) {
    private static final Pattern SPLIT = Pattern.compile("(.*)\\ssplit\\s+'([^']+)'\\s*");

    /** A piece of the text. */
    sealed interface Part {}

    /** As it stands. */
    record Literal(String text) implements Part {}

    /** From the row. */
    record Hole(Formula formula, Form form) implements Part {}

    /** What a hole becomes in an expression. */
    sealed interface Form {
        /** {@code {model}}: a quoted text. */
        record Quoted() implements Form {}

        /** {@code {= gib * 1024}}: a number. */
        record Numeral() implements Form {}

        /** {@code {models split '|'}}: a list of quoted texts. */
        record Split(String separator) implements Form {}
    }

    static Text read(String source, Map<String, Map<String, String>> tables) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if ((c == '{' || c == '}') && i + 1 < source.length() && source.charAt(i + 1) == c) {
                literal.append(c);
                i++;
            } else if (c == '{') {
                int end = source.indexOf('}', i);
                if (end < 0) {
                    throw new BadInputException("text \"" + source + "\" lacks a }");
                }
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
                parts.add(hole(source.substring(i + 1, end), tables));
                i = end;
            } else if (c == '}') {
                throw new BadInputException("text \"" + source + "\" has a } too many; write }} for a brace");
            } else {
                literal.append(c);
            }
        }
        parts.add(new Literal(literal.toString()));
        return new Text(List.copyOf(parts));
    }

    private static Hole hole(String inside, Map<String, Map<String, String>> tables) {
        Matcher m = SPLIT.matcher(inside);
        if (m.matches()) {
            return new Hole(FormulaReader.read(m.group(1), tables), new Form.Split(m.group(2)));
        }
        return inside.startsWith("=")
                ? new Hole(FormulaReader.read(inside.substring(1), tables), new Form.Numeral())
                : new Hole(FormulaReader.read(inside, tables), new Form.Quoted());
    }

    /** The text, with nothing in the place of an empty cell. */
    String plain(Scope scope) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    part instanceof Literal literal
                            ? literal.text
                            : ((Hole) part).formula.text(scope).orElse(""));
        }
        return text.toString();
    }

    /**
     * The text as an expression in which every hole is a literal of the expression's language, so that no cell can
     * become a part of it; empty if a cell is.
     */
    Optional<String> expression(Scope scope) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            Optional<String> piece =
                    part instanceof Literal literal ? Optional.of(literal.text) : literal((Hole) part, scope);
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            text.append(piece.get());
        }
        return Optional.of(text.toString());
    }

    private static Optional<String> literal(Hole hole, Scope scope) {
        if (hole.form instanceof Form.Numeral) {
            return hole.formula.number(scope).map(Formula.Decimal::plain);
        }
        return hole.formula
                .text(scope)
                .map(value -> hole.form instanceof Form.Split split ? list(value, split.separator) : quoted(value));
    }

    private static String list(String cell, String separator) {
        Set<String> values = new LinkedHashSet<>();
        for (String value : cell.split(Pattern.quote(separator), -1)) {
            values.add(quoted(value.strip()));
        }
        return values.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    void columns(Consumer<String> seen) {
        for (Part part : parts) {
            if (part instanceof Hole hole) {
                hole.formula.columns(seen);
            }
        }
    }
}
