package org.dcrbs.rules;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dcrbs.rules.facts.Amount;
import org.dcrbs.rules.facts.LowerCase;
import org.dcrbs.rules.facts.NamesOf;

/**
 * A field of a fact.
 *
 * @param names the only texts that it can hold; empty if it can hold any
 */
public record Field(ValueKind kind, Set<String> names, boolean lowerCase) {
    /** Why the field can never be that text, or empty if it can. */
    Optional<String> neverIs(String text) {
        if (!names.isEmpty() && !names.contains(text)) {
            return Optional.of("\"" + text + "\" is none of " + String.join(", ", new TreeSet<>(names))
                    + Suggestion.of(text, names));
        }
        return lowerCase && text.chars().anyMatch(Character::isUpperCase)
                ? Optional.of("\"" + text + "\" has capitals, and this field is in lower case")
                : Optional.empty();
    }

    /** What is wrong with a spreadsheet's cell that is to say what the field is, or empty if nothing is. */
    public Optional<String> fault(String name, String cell) {
        return switch (kind) {
            case NUMBER -> matched("[0-9]{1,18}", cell, name, "a whole number");
            case AMOUNT -> matched(Amount.FORM, cell, name, "a number such as 0.02");
            case YES_NO -> matched("yes|no", cell, name, "yes or no");
            case TEXT ->
                cell.matches("[^\"'\\\\\\p{Cntrl}]{1,200}")
                        ? neverIs(cell)
                        : Optional.of("has a quote, a backslash or a line break in it, or over 200 letters");
        };
    }

    private static Optional<String> matched(String form, String cell, String name, String wanted) {
        return cell.matches(form)
                ? Optional.empty()
                : Optional.of("\"" + name + "\" wants " + wanted + ", not \"" + cell + "\"");
    }

    static Field of(Method getter) {
        Set<String> names = new HashSet<>();
        NamesOf some = getter.getAnnotation(NamesOf.class);
        if (some != null) {
            Arrays.stream(some.value().getEnumConstants()).forEach(name -> names.add(name.name()));
        }
        return new Field(
                ValueKind.of(getter.getReturnType()), Set.copyOf(names), getter.isAnnotationPresent(LowerCase.class));
    }
}
