package org.dcrbs.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dcrbs.rules.facts.Amount;

/**
 * Reads the "then" part of a rule: lines such as {@code $lot.ratePerHour("0.02", $mips, 10000);}. Verbs are called on the
 * fact with numbers, texts and fields that the condition has named. Nothing is computed, nothing repeated, nothing else
 * called.
 */
final class ConsequenceGuard {
    private final Words words;
    private final String fact;
    private final Map<String, ValueKind> bound;
    private final Sentence sentence;

    /** @param fact the name with $ that the rule gives its fact */
    ConsequenceGuard(Words words, String fact, Map<String, ValueKind> bound, Sentence sentence) {
        this.words = words;
        this.fact = fact;
        this.bound = bound;
        this.sentence = sentence;
    }

    void check() {
        while (!sentence.isOver()) {
            if (!sentence.skip(fact)) {
                throw sentence.unexpected("after \"then\" want lines such as " + fact + "."
                        + words.verbs().keySet().iterator().next() + "(...);");
            }
            sentence.want(".");
            call();
            sentence.want(";");
        }
    }

    private void call() {
        Token verb = sentence.next();
        sentence.want("(");
        List<Token> arguments = new ArrayList<>();
        if (!sentence.peek().is(")")) {
            do {
                arguments.add(argument());
            } while (sentence.skip(","));
        }
        sentence.want(")");
        List<ValueKind> wanted = words.wanted(verb.text(), arguments.size())
                .orElseThrow(() -> new Misspoken(
                        verb.line(),
                        words.fact() + " has no verb \"" + verb.text() + "\" with " + arguments.size()
                                + " in brackets; it has "
                                + String.join(", ", words.verbs().keySet())
                                + Suggestion.of(verb.text(), words.verbs().keySet())));
        for (int i = 0; i < arguments.size(); i++) {
            Token argument = arguments.get(i);
            if (!fits(argument, wanted.get(i))) {
                throw new Misspoken(
                        argument.line(),
                        "\"" + verb.text() + "\" wants " + wanted.get(i).words() + ", not " + argument.text());
            }
        }
    }

    private Token argument() {
        Token token = sentence.peek();
        boolean isValue =
                token.kind() == Token.Kind.NUMBER || token.kind() == Token.Kind.TEXT || bound.containsKey(token.text());
        if (!isValue) {
            throw sentence.unexpected("want a number, a text in quotes, or a name with $ from the condition");
        }
        return sentence.next();
    }

    private boolean fits(Token argument, ValueKind wanted) {
        return switch (wanted) {
            case AMOUNT ->
                argument.kind() == Token.Kind.TEXT && argument.unquoted().matches(Amount.FORM);
            case NUMBER, TEXT, YES_NO -> kindOf(argument) == wanted;
        };
    }

    private ValueKind kindOf(Token argument) {
        ValueKind variable = bound.get(argument.text());
        if (variable != null) {
            return variable;
        }
        return argument.kind() == Token.Kind.NUMBER ? ValueKind.NUMBER : ValueKind.TEXT;
    }
}
