package org.dcrbs.rules.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dcrbs.rules.Field;
import org.dcrbs.rules.ValueKind;
import org.dcrbs.rules.Vocabulary;

/**
 * What a sheet of scenarios is about.
 *
 * @param given the fields that a row may give, under the glossary's names
 * @param expected what it may expect
 * @param asked makes a row's question; throws {@link IllegalArgumentException} if there can be no such fact
 */
record Subject(Map<String, Field> given, Map<String, Field> expected, Function<Row, Question> asked) {
    static final Field NUMBER = new Field(ValueKind.NUMBER, Set.of(), false);
    static final Field AMOUNT = new Field(ValueKind.AMOUNT, Set.of(), false);
    static final Field YES_NO = new Field(ValueKind.YES_NO, Set.of(), false);
    static final Field TEXT = new Field(ValueKind.TEXT, Set.of(), false);

    /** A text that is one of these names. */
    static Field oneOf(Enum<?>... values) {
        return new Field(ValueKind.TEXT, Arrays.stream(values).map(Enum::name).collect(Collectors.toSet()), false);
    }

    Subject {
        given = new TreeMap<>(given);
        expected = new TreeMap<>(expected);
        expected.put(Expectation.RULES, TEXT);
    }

    static Optional<Subject> of(String fact) {
        return LotSubjects.of(fact).or(() -> TermSubjects.of(fact));
    }

    /** The facts that scenarios can be about. */
    static List<String> facts() {
        return Vocabulary.facts().stream().filter(fact -> of(fact).isPresent()).toList();
    }

    /** What the glossary knows of a fact. */
    static Map<String, Field> fieldsOf(String fact) {
        return Vocabulary.of(fact).orElseThrow().fields();
    }

    /** All headers that a sheet may have, besides the scenario's name. */
    List<String> headers() {
        List<String> headers = new ArrayList<>(given.keySet());
        expected.keySet().forEach(what -> headers.add(ScenarioReader.EXPECT + what));
        return headers;
    }
}
