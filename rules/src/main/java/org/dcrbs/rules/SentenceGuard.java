package org.dcrbs.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dcrbs.rules.facts.Amount;

/**
 * Checks the words of one rule. Conditions compare fields with numbers, texts and each other; consequences call verbs
 * with numbers, texts and bound fields. No arithmetic, so that nothing can overflow or divide by zero; no other calls, no
 * loops, so that nothing can run away.
 */
final class SentenceGuard {
    /** Told what is wrong, and in which line. */
    interface Complaints {
        void add(int line, String message);
    }

    private static final Set<String> CONDITION_WORDS = Set.of("in", "not", "contains", "true", "false");
    private static final Set<String> CONDITION_SYMBOLS =
            Set.of("&&", "||", "==", "!=", "<", "<=", ">", ">=", "!", "(", ")", ",", ":");

    private final String fact;
    private final Vocabulary.Words words;
    private final Complaints complaints;
    private final Set<String> bound = new HashSet<>();

    SentenceGuard(String fact, Vocabulary.Words words, Complaints complaints) {
        this.fact = fact;
        this.words = words;
        this.complaints = complaints;
    }

    void bind(String name) {
        bound.add(name);
    }

    /** {@code $mips : mips > 0 && mips < 5000}. */
    void checkCondition(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean calls = follows(tokens, i, "(")
                    && token.kind() == Token.Kind.NAME
                    && !token.text().equals("in");
            if (token.kind() == Token.Kind.NAME && token.text().startsWith("$") && follows(tokens, i, ":")) {
                bound.add(token.text());
            } else if (token.kind() == Token.Kind.NAME && (calls || !isKnown(token.text()))) {
                complaints.add(
                        token.line(),
                        "\"" + token.text() + "\" is no field of " + fact + "; it has "
                                + String.join(", ", words.fields()));
                return;
            } else if (token.kind() == Token.Kind.SYMBOL && !CONDITION_SYMBOLS.contains(token.text())) {
                complaints.add(
                        token.line(),
                        "\"" + token.text() + "\" is not allowed in a condition, which compares fields with numbers"
                                + " and texts in quotes");
                return;
            }
        }
    }

    /** {@code $lot.raise(100); $lot.ratePerHour("0.02", $mips, 10000);}. */
    void checkConsequence(List<Token> tokens) {
        int at = 0;
        while (at < tokens.size()) {
            int end = at;
            while (end < tokens.size() && !tokens.get(end).is(";")) {
                end++;
            }
            if (!checkCall(tokens.subList(at, end)) || !ends(tokens, end)) {
                return;
            }
            at = end + 1;
        }
    }

    private boolean ends(List<Token> tokens, int end) {
        if (end == tokens.size()) {
            complaints.add(
                    tokens.get(end - 1).line(),
                    "want ; after " + tokens.get(end - 1).text());
        }
        return end < tokens.size();
    }

    private boolean checkCall(List<Token> call) {
        int size = call.size();
        boolean isCall = size >= 5
                && bound.contains(call.get(0).text())
                && call.get(1).is(".")
                && call.get(3).is("(")
                && call.get(size - 1).is(")")
                && areArguments(call.subList(4, size - 1));
        if (!isCall) {
            int line = size == 0 ? 0 : call.get(0).line();
            complaints.add(
                    line,
                    "\"" + joined(call) + "\" is not allowed after \"then\", where want lines such as $lot."
                            + words.verbs().firstKey() + "(...); with numbers, texts in quotes and $names");
            return false;
        }
        return checkVerb(call.get(2), call.subList(4, size - 1));
    }

    private boolean checkVerb(Token verb, List<Token> arguments) {
        int count = (arguments.size() + 1) / 2;
        if (!words.takes(verb.text(), count)) {
            complaints.add(
                    verb.line(),
                    fact + " has no verb \"" + verb.text() + "\" with " + count + " in brackets; it has "
                            + String.join(", ", words.verbs().keySet()));
            return false;
        }
        for (int i = 0; i < count; i++) {
            Token argument = arguments.get(2 * i);
            if (words.isAmount(verb.text(), count, i) && !isAmount(argument)) {
                complaints.add(
                        argument.line(),
                        argument.text() + " is no amount; want a decimal number in quotes, such as \"0.02\"");
                return false;
            }
        }
        return true;
    }

    private boolean areArguments(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean fits = i % 2 == 1
                    ? token.is(",")
                    : token.kind() == Token.Kind.NAME
                            ? bound.contains(token.text())
                            : token.kind() != Token.Kind.SYMBOL;
            if (!fits) {
                return false;
            }
        }
        return tokens.size() % 2 == 1;
    }

    private static boolean isAmount(Token token) {
        return token.kind() == Token.Kind.TEXT
                && token.text().substring(1, token.text().length() - 1).matches(Amount.FORM);
    }

    private boolean isKnown(String name) {
        return words.fields().contains(name) || bound.contains(name) || CONDITION_WORDS.contains(name);
    }

    private static boolean follows(List<Token> tokens, int i, String symbol) {
        return i + 1 < tokens.size() && tokens.get(i + 1).is(symbol);
    }

    private static String joined(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        tokens.stream()
                .limit(12)
                .forEach(token -> text.append(text.isEmpty() ? "" : " ").append(token.text()));
        return text.toString();
    }
}
