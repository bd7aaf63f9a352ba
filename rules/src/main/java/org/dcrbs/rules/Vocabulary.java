package org.dcrbs.rules;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dcrbs.rules.facts.Amount;
import org.dcrbs.rules.facts.BarterEquity;
import org.dcrbs.rules.facts.BrokeredDeal;
import org.dcrbs.rules.facts.CommissionCap;
import org.dcrbs.rules.facts.ComputingPowerLot;
import org.dcrbs.rules.facts.Fact;
import org.dcrbs.rules.facts.FileLot;
import org.dcrbs.rules.facts.InternetAccessLot;
import org.dcrbs.rules.facts.MemoryLot;
import org.dcrbs.rules.facts.MoneyLot;
import org.dcrbs.rules.facts.Negotiation;
import org.dcrbs.rules.facts.PeripheralLot;
import org.dcrbs.rules.facts.StorageLot;
import org.dcrbs.rules.facts.TradedLot;
import org.dcrbs.rules.facts.Verb;

/** The words that rules may use: the facts, the fields of each and the verbs of each. */
final class Vocabulary {
    static final String FACTS_PACKAGE = Fact.class.getPackageName();

    private static final Map<String, Words> FACTS = new TreeMap<>();

    static {
        for (Class<?> fact : List.of(
                TradedLot.class,
                ComputingPowerLot.class,
                MemoryLot.class,
                StorageLot.class,
                PeripheralLot.class,
                FileLot.class,
                InternetAccessLot.class,
                MoneyLot.class,
                BrokeredDeal.class,
                CommissionCap.class,
                Negotiation.class,
                BarterEquity.class)) {
            FACTS.put(fact.getSimpleName(), Words.of(fact));
        }
    }

    private Vocabulary() {}

    static List<String> facts() {
        return List.copyOf(FACTS.keySet());
    }

    static Optional<Words> of(String fact) {
        return Optional.ofNullable(FACTS.get(fact));
    }

    /**
     * The words about one fact.
     *
     * @param verbs the methods of each name
     * @param methods the names of all methods behind fields and verbs
     */
    record Words(TreeSet<String> fields, TreeMap<String, List<Method>> verbs, TreeSet<String> methods) {
        private static Words of(Class<?> fact) {
            Words words = new Words(new TreeSet<>(), new TreeMap<>(), new TreeSet<>());
            for (Method method : fact.getMethods()) {
                String name = method.getName();
                if (method.isAnnotationPresent(Verb.class)) {
                    words.verbs.computeIfAbsent(name, any -> new ArrayList<>()).add(method);
                    words.methods.add(name);
                } else if (isGetter(method)) {
                    String field = name.substring(name.startsWith("is") ? 2 : 3);
                    words.fields.add(Character.toLowerCase(field.charAt(0)) + field.substring(1));
                    words.methods.add(name);
                }
            }
            return words;
        }

        private static boolean isGetter(Method method) {
            return method.getName().matches("(get|is)[A-Z].*")
                    && method.getParameterCount() == 0
                    && method.getDeclaringClass() != Object.class
                    && !Modifier.isStatic(method.getModifiers());
        }

        /** Whether that argument of a verb is an amount in quotes. */
        boolean isAmount(String verb, int arguments, int index) {
            return verbs.getOrDefault(verb, List.of()).stream()
                    .filter(method -> method.getParameterCount() == arguments)
                    .anyMatch(method -> Arrays.stream(method.getParameterAnnotations()[index])
                            .anyMatch(Amount.class::isInstance));
        }

        boolean takes(String verb, int arguments) {
            return verbs.getOrDefault(verb, List.of()).stream()
                    .anyMatch(method -> method.getParameterCount() == arguments);
        }
    }
}
