package org.dcrbs.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one condition of a rule, such as {@code $mips : mips > 0} or {@code kind == "PRINTER" || colourBits in (8, 24)}.
 * Fields are compared with numbers, texts and each other. No arithmetic, so that nothing overflows; no calls, no regular
 * expressions, so that nothing runs away.
 */
final class ConditionGuard {
    private static final Set<String> EQUALITY = Set.of("==", "!=");
    private static final Set<String> ORDER = Set.of("<", "<=", ">", ">=");

    /** Every word may take the compiler one step deeper. */
    private static final int MOST_TOKENS = 500;

    private final Words words;
    private final Map<String, ValueKind> bound;
    private final Sentence sentence;

    /** @param bound the names with $ so far; new ones are added */
    ConditionGuard(Words words, Map<String, ValueKind> bound, Sentence sentence) {
        this.words = words;
        this.bound = bound;
        this.sentence = sentence;
    }

    void check() {
        if (sentence.length() > MOST_TOKENS) {
            throw new Misspoken(
                    sentence.peek().line(),
                    "the condition has " + sentence.length() + " words and signs; " + MOST_TOKENS + " at most");
        }
        if (sentence.peek().isVariable() && sentence.peek(1).is(":")) {
            String name = sentence.next().text();
            sentence.want(":");
            Field field = words.fields().get(sentence.peek().text());
            if (field == null) {
                throw noField();
            }
            if (bound.putIfAbsent(name, field.kind()) != null) {
                throw new Misspoken(sentence.peek().line(), name + " is there twice");
            }
            if (sentence.peek(1).kind() == Token.Kind.END) {
                sentence.next();
                return;
            }
        }
        either();
        if (!sentence.isOver()) {
            throw sentence.unexpected("a condition compares fields with numbers and texts, and is joined by && or ||");
        }
    }

    private void either() {
        do {
            both();
        } while (sentence.skip("||"));
    }

    private void both() {
        do {
            one();
        } while (sentence.skip("&&"));
    }

    private void one() {
        if (sentence.skip("!")) {
            one();
        } else if (sentence.skip("(")) {
            either();
            sentence.want(")");
        } else {
            comparison();
        }
    }

    private void comparison() {
        Token first = sentence.peek();
        Operand left = operand();
        Token operator = sentence.peek();
        if (EQUALITY.contains(operator.text()) || ORDER.contains(operator.text())) {
            sentence.next();
            compare(left, operand(), ORDER.contains(operator.text()) ? ValueKind.NUMBER : left.kind, operator);
            return;
        }
        boolean not = sentence.skip("not");
        if (sentence.skip("contains")) {
            compare(left, operand(), ValueKind.TEXT, operator);
        } else if (sentence.skip("in")) {
            sentence.want("(");
            do {
                compare(left, operand(), left.kind, operator);
            } while (sentence.skip(","));
            sentence.want(")");
        } else if (not || operator.kind() == Token.Kind.NAME) {
            throw sentence.unexpected("want ==, !=, <, <=, >, >=, in, not in, contains or not contains");
        } else if (left.kind != ValueKind.YES_NO) {
            throw new Misspoken(
                    first.line(), "\"" + first.text() + "\" wants a comparison after it, such as == or > and a value");
        }
    }

    private void compare(Operand left, Operand right, ValueKind wanted, Token operator) {
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
    }

    private Operand operand() {
        Token token = sentence.peek();
        Field field = words.fields().get(token.text());
        ValueKind variable = bound.get(token.text());
        Operand operand;
        if (token.kind() == Token.Kind.NUMBER) {
            operand = new Operand(ValueKind.NUMBER, null, null);
        } else if (token.kind() == Token.Kind.TEXT) {
            operand = new Operand(ValueKind.TEXT, null, token.unquoted());
        } else if (token.is("true") || token.is("false")) {
            operand = new Operand(ValueKind.YES_NO, null, null);
        } else if (token.kind() == Token.Kind.NAME && field != null) {
            operand = new Operand(field.kind(), field, null);
        } else if (variable != null) {
            operand = new Operand(variable, null, null);
        } else {
            throw noField();
        }
        sentence.next();
        return operand;
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
            ValueKind kind, @Nullable Field field, @Nullable String text) {}
}
