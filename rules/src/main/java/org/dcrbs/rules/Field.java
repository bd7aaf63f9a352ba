package org.dcrbs.rules;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dcrbs.rules.facts.LowerCase;
import org.dcrbs.rules.facts.NamesOf;

/**
 * A field of a fact.
 *
 * @param names the only texts that it can hold; empty if it can hold any
 */
record Field(ValueKind kind, Set<String> names, boolean lowerCase) {
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
