package org.dcrbs.rules;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dcrbs.rules.facts.Amount;
import org.dcrbs.rules.facts.Fact;
import org.dcrbs.rules.facts.Verb;

/**
 * The words that rules may use about one fact.
 *
 * @param verbs under each name, what it wants in brackets; a name may stand for several verbs
 * @param methods the names of the methods behind fields and verbs
 */
public record Words(
        String fact, Map<String, Field> fields, Map<String, List<List<ValueKind>>> verbs, Set<String> methods) {
    static Words about(Class<?> fact) {
        Words words = new Words(fact.getSimpleName(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
        for (Method method : fact.getMethods()) {
            String name = method.getName();
            if (method.isAnnotationPresent(Verb.class)) {
                words.verbs.computeIfAbsent(name, any -> new ArrayList<>()).add(wantedBy(method));
                words.methods.add(name);
            } else if (isGetter(method)) {
                String field = name.substring(name.startsWith("is") ? 2 : 3);
                words.fields.put(Character.toLowerCase(field.charAt(0)) + field.substring(1), Field.of(method));
                words.methods.add(name);
            }
        }
        return words;
    }

    /** A field that there is. */
    Field field(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException(fact + " has no field " + name);
        }
        return field;
    }

    /** What the verb wants in brackets, if there is one with so much in brackets. */
    Optional<List<ValueKind>> wanted(String verb, int arguments) {
        return verbs.getOrDefault(verb, List.of()).stream()
                .filter(wanted -> wanted.size() == arguments)
                .findFirst();
    }

    /** What the fact has in that field of its own. */
    static Object valueOf(Fact fact, String field) {
        String name = Character.toUpperCase(field.charAt(0)) + field.substring(1);
        for (Method method : fact.getClass().getMethods()) {
            if (isGetter(method)
                    && (method.getName().equals("get" + name)
                            || method.getName().equals("is" + name))) {
                try {
                    return method.invoke(fact);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("field " + field, e);
                }
            }
        }
        throw new IllegalArgumentException(fact.getClass().getSimpleName() + " has no field " + field);
    }

    private static List<ValueKind> wantedBy(Method verb) {
        return Arrays.stream(verb.getParameters())
                .map(parameter -> parameter.isAnnotationPresent(Amount.class)
                        ? ValueKind.AMOUNT
                        : ValueKind.of(parameter.getType()))
                .toList();
    }

    private static boolean isGetter(Method method) {
        return method.getName().matches("(get|is)[A-Z].*")
                && method.getParameterCount() == 0
                && method.getDeclaringClass() != Object.class
                && !Modifier.isStatic(method.getModifiers());
    }
}
