package org.dcrbs.server.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcrbs.server.importer.Formula.Operator;
import org.dcrbs.server.listing.BadInputException;

/**
 * Reads formulas:
 *
 * <pre>
 * formula = product { ("+" | "-") product }
 * product = value { "*" value }
 * value   = number | "#" | column | table "[" formula "]" | "(" formula ")"
 * column  = letters, digits, "_" and "."  |  any text between single quotes
 * </pre>
 */
final class FormulaReader {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\d{1,18}(?:\\.\\d{1,18})?)|([A-Za-z_][A-Za-z0-9_.]*)|'([^']*)'|([-+*()\\[\\]#]))\\s*");
    private static final int DEEPEST = 20;

    private final Map<String, Map<String, String>> tables;
    private final String source;
    private final List<Token> tokens;
    private int at;
    private int depth;

    private enum Kind {
        NUMBER,
        NAME,
        QUOTED,
        SIGN,
        END
    }

    private record Token(Kind kind, String text) {}

    private FormulaReader(String source, Map<String, Map<String, String>> tables) {
        this.source = source;
        this.tables = tables;
        this.tokens = tokens(source);
    }

    static Formula read(String source, Map<String, Map<String, String>> tables) {
        FormulaReader reader = new FormulaReader(source, tables);
        Formula formula = reader.sum();
        if (reader.next().kind() != Kind.END) {
            throw reader.fault("ends too late");
        }
        return formula;
    }

    private List<Token> tokens(String text) {
        List<Token> found = new ArrayList<>();
        Matcher m = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!m.find(end) || m.start() != end) {
                throw fault("has a stray \"" + text.charAt(end) + "\"");
            }
            found.add(token(m));
            end = m.end();
        }
        return found;
    }

    private static Token token(Matcher m) {
        if (m.group(1) != null) {
            return new Token(Kind.NUMBER, m.group(1));
        }
        if (m.group(2) != null) {
            return new Token(Kind.NAME, m.group(2));
        }
        return m.group(3) != null ? new Token(Kind.QUOTED, m.group(3)) : new Token(Kind.SIGN, m.group(4));
    }

    private Formula sum() {
        if (++depth > DEEPEST) {
            throw fault("is nested more than " + DEEPEST + " deep");
        }
        Formula left = product();
        while (peek("+") || peek("-")) {
            Operator operator = next().text().equals("+") ? Operator.PLUS : Operator.MINUS;
            left = new Formula.Joined(left, operator, product());
        }
        depth--;
        return left;
    }

    private Formula product() {
        Formula left = value();
        while (peek("*")) {
            next();
            left = new Formula.Joined(left, Operator.TIMES, value());
        }
        return left;
    }

    private Formula value() {
        Token token = next();
        return switch (token.kind()) {
            case NUMBER -> new Formula.Constant(Formula.Decimal.parse(token.text(), "number"));
            case QUOTED -> new Formula.Column(token.text());
            case NAME -> peek("[") ? lookup(token.text()) : new Formula.Column(token.text());
            case SIGN ->
                switch (token.text()) {
                    case "#" -> new Formula.Counter();
                    case "(" -> closed(")");
                    default -> throw fault("has \"" + token.text() + "\" where a value should be");
                };
            case END -> throw fault("ends too early");
        };
    }

    private Formula lookup(String table) {
        next();
        Map<String, String> entries = tables.get(table);
        if (entries == null) {
            throw fault("asks table \"" + table + "\", which is not among the tables");
        }
        return new Formula.Lookup(table, entries, closed("]"));
    }

    private Formula closed(String bracket) {
        Formula inside = sum();
        if (!peek(bracket)) {
            throw fault("lacks a " + bracket);
        }
        next();
        return inside;
    }

    private boolean peek(String sign) {
        return at < tokens.size()
                && tokens.get(at).kind() == Kind.SIGN
                && tokens.get(at).text().equals(sign);
    }

    private Token next() {
        return at < tokens.size() ? tokens.get(at++) : new Token(Kind.END, "");
    }

    private BadInputException fault(String what) {
        return new BadInputException("formula \"" + source + "\" " + what);
    }
}
