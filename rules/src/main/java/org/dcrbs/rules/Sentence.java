package org.dcrbs.rules;

import java.util.List;

/** Tokens, read from the left. */
final class Sentence {
    private final List<Token> tokens;
    private int at;

    Sentence(List<Token> tokens) {
        this.tokens = tokens;
    }

    int length() {
        return tokens.size() - 1;
    }

    /** The token that is next; END for ever after the last. */
    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        at++;
        return token;
    }

    /** Reads over that word if it is next. */
    boolean skip(String word) {
        boolean found = peek().is(word);
        if (found) {
            at++;
        }
        return found;
    }

    void want(String word) {
        if (!skip(word)) {
            throw unexpected("want " + word);
        }
    }

    boolean isOver() {
        return peek().kind() == Token.Kind.END;
    }

    Misspoken unexpected(String hint) {
        Token token = peek();
        return new Misspoken(
                token.line(),
                (isOver() ? "something is missing at the end" : "\"" + token.text() + "\" is not allowed here")
                        + (hint.isEmpty() ? "" : "; " + hint));
    }
}
