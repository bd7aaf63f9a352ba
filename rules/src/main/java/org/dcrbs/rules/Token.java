package org.dcrbs.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word of a condition or a consequence, with its line. Comments and white space are none. */
record Token(Kind kind, String text, int line) {
    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        SYMBOL,
        END
    }

    private static final Pattern NEXT = Pattern.compile("(?<blank>\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<name>[A-Za-z_$][A-Za-z0-9_$]*)"
            + "|(?<number>[0-9]{1,18}L?(?![A-Za-z0-9_$.]))"
            + "|(?<text>\"[^\"\\\\\\n]*\")"
            + "|(?<symbol>&&|\\|\\||[=!<>]=|(?s:.))");

    /** The tokens of a text, and an END after them. */
    static List<Token> of(String text, int firstLine) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = NEXT.matcher(text);
        int line = firstLine;
        int lastLine = firstLine;
        while (matcher.lookingAt()) {
            String found = matcher.group();
            if (matcher.group("blank") == null) {
                tokens.add(new Token(kindOf(matcher), found, line));
                lastLine = line;
            }
            line += (int) found.chars().filter(c -> c == '\n').count();
            matcher.region(matcher.end(), text.length());
        }
        tokens.add(new Token(Kind.END, "", lastLine));
        return tokens;
    }

    boolean is(String word) {
        return kind != Kind.TEXT && text.equals(word);
    }

    boolean isVariable() {
        return kind == Kind.NAME && text.startsWith("$");
    }

    /** What stands between the quotes of a text. */
    String unquoted() {
        return text.substring(1, text.length() - 1);
    }

    private static Kind kindOf(Matcher matcher) {
        if (matcher.group("name") != null) {
            return Kind.NAME;
        } else if (matcher.group("number") != null) {
            return Kind.NUMBER;
        }
        return matcher.group("text") != null ? Kind.TEXT : Kind.SYMBOL;
    }
}
