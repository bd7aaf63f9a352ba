package org.dcrbs.rules;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dcrbs.rules.facts.Fact;

/**
 * One condition of a rule, for telling why the rule didn't fire; the engine has compiled its own.
 *
 * @param text as it is written, in one line
 * @param fields the fields that it asks about
 */
record Condition(String text, Set<String> fields, Predicate<Fact> test) {
    boolean holds(Fact fact) {
        return test.test(fact);
    }

    /** Such as {@code mips > 0, but mips is 0}. */
    String failed(Fact fact) {
        return text + ", but "
                + fields.stream()
                        .map(field -> field + " is " + shown(Words.valueOf(fact, field)))
                        .collect(Collectors.joining(" and "));
    }

    private static String shown(Object value) {
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        return value instanceof String ? "\"" + value + "\"" : value.toString();
    }
}
