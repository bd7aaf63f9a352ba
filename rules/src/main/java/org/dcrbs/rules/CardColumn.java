package org.dcrbs.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A column of a rate card: a field that is something, the lower or upper end of a field's range, or a verb.
 *
 * @param word the field or the verb
 * @param field what is known of the field; that of a verb's number for verbs
 */
record CardColumn(Role role, String word, Field field) {
    /** What a condition's cell says if it doesn't matter. */
    static final String ANY = "any";

    enum Role {
        IS,
        FROM,
        BELOW,
        VERB
    }

    /** The column under a header such as {@code kind}, {@code mips from}, {@code mips below} or {@code ratePerHour}. */
    static CardColumn of(String header, Words words) {
        String[] parts = header.split("\\s+", 2);
        Field field = words.fields().get(parts[0]);
        if (parts.length == 1 && field != null) {
            return new CardColumn(Role.IS, parts[0], field);
        }
        if (parts.length == 2 && field != null && field.kind() == ValueKind.NUMBER) {
            if (parts[1].equals("from")) {
                return new CardColumn(Role.FROM, parts[0], field);
            } else if (parts[1].equals("below")) {
                return new CardColumn(Role.BELOW, parts[0], field);
            }
        }
        return words.wanted(header, 1)
                .map(wanted -> new CardColumn(Role.VERB, header, new Field(wanted.get(0), Set.of(), false)))
                .orElseThrow(() -> new Misspoken(0, unknown(header, words)));
    }

    boolean isCondition() {
        return role != Role.VERB;
    }

    boolean isRange() {
        return role == Role.FROM || role == Role.BELOW;
    }

    /** What is wrong with a cell under this header, or empty if nothing is. */
    Optional<String> fault(String cell) {
        if (cell.isEmpty()) {
            return Optional.of("is empty" + (isCondition() ? "; write any if it doesn't matter" : "")
                    + " (cells that were merged are empty but for the first)");
        }
        if (isCondition() && cell.equals(ANY)) {
            return Optional.empty();
        }
        return field.fault(word, cell);
    }

    /** The words that stand for a cell in a rule. */
    String said(String cell) {
        return switch (role) {
            case IS ->
                field.kind() == ValueKind.YES_NO
                        ? (cell.equals("yes") ? word : "!" + word)
                        : word + " == " + literal(cell);
            case FROM -> word + " >= " + cell;
            case BELOW -> word + " < " + cell;
            case VERB -> "$it." + word + "(" + literal(cell) + ");";
        };
    }

    private String literal(String cell) {
        return field.kind() == ValueKind.NUMBER ? cell : "\"" + cell + "\"";
    }

    private static String unknown(String header, Words words) {
        List<String> known = new ArrayList<>();
        words.fields().forEach((name, field) -> {
            known.add(name);
            if (field.kind() == ValueKind.NUMBER) {
                known.add(name + " from");
                known.add(name + " below");
            }
        });
        words.verbs().keySet().stream()
                .filter(verb -> words.wanted(verb, 1).isPresent())
                .forEach(known::add);
        String near = Suggestion.of(header, known);
        return "\"" + header + "\" is no header of a card about " + words.fact()
                + (near.isEmpty() ? "; there are " + String.join(", ", known) : near);
    }
}
