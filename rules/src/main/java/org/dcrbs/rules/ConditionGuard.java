package org.dcrbs.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dcrbs.rules.facts.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Reads one condition of a rule, such as {@code $mips : mips > 0} or {@code kind == "PRINTER" || colourBits in (8, 24)}.
 * Fields are compared with numbers, texts and each other. No arithmetic, so that nothing overflows; no calls, no regular
 * expressions, so that nothing runs away. What it read it can then be asked, see {@link Condition}.
 */
final class ConditionGuard {
    private static final Set<String> EQUALITY = Set.of("==", "!=");
    private static final Set<String> ORDER = Set.of("<", "<=", ">", ">=");

    /** Every word may take the compiler one step deeper. */
    private static final int MOST_TOKENS = 500;

    private final Words words;
    private final Map<String, String> bound;
    private final Sentence sentence;
    private final Set<String> asked = new TreeSet<>();

    /** @param bound the names with $ so far, and the fields that they stand for; new ones are added */
    ConditionGuard(Words words, Map<String, String> bound, Sentence sentence) {
        this.words = words;
        this.bound = bound;
        this.sentence = sentence;
    }

    /** @param text what the sentence was read from */
    Condition check(String text) {
        if (sentence.length() > MOST_TOKENS) {
            throw new Misspoken(
                    sentence.peek().line(),
                    "the condition has " + sentence.length() + " words and signs; " + MOST_TOKENS + " at most");
        }
        return new Condition(text.strip().replaceAll("\\s+", " "), asked, whole());
    }

    private Predicate<Fact> whole() {
        if (sentence.peek().isVariable() && sentence.peek(1).is(":")) {
            String name = sentence.next().text();
            sentence.want(":");
            String field = sentence.peek().text();
            if (!words.fields().containsKey(field)) {
                throw noField();
            }
            if (bound.putIfAbsent(name, field) != null) {
                throw new Misspoken(sentence.peek().line(), name + " is there twice");
            }
            if (sentence.peek(1).kind() == Token.Kind.END) {
                sentence.next();
                return any -> true;
            }
        }
        Predicate<Fact> test = either();
        if (!sentence.isOver()) {
            throw sentence.unexpected("a condition compares fields with numbers and texts, and is joined by && or ||");
        }
        return test;
    }

    private Predicate<Fact> either() {
        Predicate<Fact> test = both();
        while (sentence.skip("||")) {
            test = test.or(both());
        }
        return test;
    }

    private Predicate<Fact> both() {
        Predicate<Fact> test = one();
        while (sentence.skip("&&")) {
            test = test.and(one());
        }
        return test;
    }

    private Predicate<Fact> one() {
        if (sentence.skip("!")) {
            return one().negate();
        } else if (sentence.skip("(")) {
            Predicate<Fact> test = either();
            sentence.want(")");
            return test;
        }
        return comparison();
    }

    private Predicate<Fact> comparison() {
        Token first = sentence.peek();
        Operand left = operand();
        Token operator = sentence.peek();
        if (EQUALITY.contains(operator.text()) || ORDER.contains(operator.text())) {
            sentence.next();
            return compare(left, operand(), ORDER.contains(operator.text()) ? ValueKind.NUMBER : left.kind, operator);
        }
        boolean not = sentence.skip("not");
        Token word = sentence.peek();
        if (sentence.skip("contains")) {
            Predicate<Fact> contains = compare(left, operand(), ValueKind.TEXT, word);
            return not ? contains.negate() : contains;
        } else if (sentence.skip("in")) {
            sentence.want("(");
            Predicate<Fact> in = compare(left, operand(), left.kind, word);
            while (sentence.skip(",")) {
                in = in.or(compare(left, operand(), left.kind, word));
            }
            sentence.want(")");
            return not ? in.negate() : in;
        } else if (not || operator.kind() == Token.Kind.NAME) {
            throw sentence.unexpected("want ==, !=, <, <=, >, >=, in, not in, contains or not contains");
        } else if (left.kind != ValueKind.YES_NO) {
            throw new Misspoken(
                    first.line(), "\"" + first.text() + "\" wants a comparison after it, such as == or > and a value");
        }
        return fact -> left.value.apply(fact).equals(true);
    }

    private static Predicate<Fact> compare(Operand left, Operand right, ValueKind wanted, Token operator) {
        if (left.kind != wanted || right.kind != wanted) {
            throw new Misspoken(
                    operator.line(),
                    "\"" + operator.text() + "\" compares " + left.kind.words() + " with " + right.kind.words());
        }
        if (left.field != null && right.text != null) {
            // What a text only contains may be part of a name.
            Optional<String> never = operator.is("contains") && !left.field.lowerCase()
                    ? Optional.empty()
                    : left.field.neverIs(right.text);
            never.ifPresent(reason -> {
                throw new Misspoken(operator.line(), reason);
            });
        }
        BiPredicate<Object, Object> holds = meant(operator.text());
        return fact -> holds.test(left.value.apply(fact), right.value.apply(fact));
    }

    private static BiPredicate<Object, Object> meant(String operator) {
        return switch (operator) {
            case "!=" -> (left, right) -> !left.equals(right);
            case "<" -> (left, right) -> (Long) left < (Long) right;
            case "<=" -> (left, right) -> (Long) left <= (Long) right;
            case ">" -> (left, right) -> (Long) left > (Long) right;
            case ">=" -> (left, right) -> (Long) left >= (Long) right;
            case "contains" -> (left, right) -> ((String) left).contains((String) right);
            default -> Object::equals;
        };
    }

    private Operand operand() {
        Token token = sentence.peek();
        String field = bound.getOrDefault(token.text(), token.text());
        Operand operand;
        if (token.kind() == Token.Kind.NUMBER) {
            operand = constant(ValueKind.NUMBER, Long.valueOf(token.text().replace("L", "")), null);
        } else if (token.kind() == Token.Kind.TEXT) {
            operand = constant(ValueKind.TEXT, token.unquoted(), token.unquoted());
        } else if (token.is("true") || token.is("false")) {
            operand = constant(ValueKind.YES_NO, token.is("true"), null);
        } else if (token.kind() == Token.Kind.NAME && words.fields().containsKey(field)) {
            Field known = words.field(field);
            asked.add(field);
            operand = new Operand(
                    known.kind(), token.isVariable() ? null : known, null, fact -> Words.valueOf(fact, field));
        } else {
            throw noField();
        }
        sentence.next();
        return operand;
    }

    private static Operand constant(ValueKind kind, Object value, @Nullable String text) {
        return new Operand(kind, null, text, any -> value);
    }

    private Misspoken noField() {
        Token token = sentence.peek();
        return token.kind() == Token.Kind.NAME
                ? new Misspoken(
                        token.line(),
                        "\"" + token.text() + "\" is no field of " + words.fact() + "; it has "
                                + String.join(", ", words.fields().keySet())
                                + Suggestion.of(token.text(), words.fields().keySet()))
                : sentence.unexpected("want a field, a number or a text in quotes");
    }

    private record Operand(
            ValueKind kind, @Nullable Field field, @Nullable String text, Function<Fact, Object> value) {}
}
