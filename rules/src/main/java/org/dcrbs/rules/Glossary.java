package org.dcrbs.rules;

import java.util.List;
import java.util.TreeSet;

/** The words that policies may use, for an editor to offer them and for documentation to list them. */
public final class Glossary {
    private Glossary() {}

    /** Every fact, in the order of their names. */
    public static List<FactEntry> entries() {
        return Vocabulary.facts().stream()
                .flatMap(fact -> Vocabulary.of(fact).stream())
                .map(Glossary::entry)
                .toList();
    }

    private static FactEntry entry(Words words) {
        List<FieldEntry> fields = words.fields().entrySet().stream()
                .map(field -> new FieldEntry(
                        field.getKey(),
                        field.getValue().kind().words(),
                        List.copyOf(new TreeSet<>(field.getValue().names()))))
                .toList();
        List<VerbEntry> verbs = words.verbs().entrySet().stream()
                .flatMap(verb -> verb.getValue().stream()
                        .map(wanted -> new VerbEntry(
                                verb.getKey(),
                                wanted.stream().map(ValueKind::words).toList())))
                .toList();
        return new FactEntry(words.fact(), fields, verbs);
    }

    /** Something that a rule looks at. */
    public record FactEntry(String fact, List<FieldEntry> fields, List<VerbEntry> verbs) {}

    /**
     * What a condition may ask about.
     *
     * @param holds what kind of value, in words
     * @param values the only ones that it can have; empty if it can have any
     */
    public record FieldEntry(String field, String holds, List<String> values) {}

    /** @param wants what stands in its brackets, in words */
    public record VerbEntry(String verb, List<String> wants) {}
}
