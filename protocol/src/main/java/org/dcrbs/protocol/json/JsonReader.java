package org.dcrbs.protocol.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a document of RFC 8259, but no null, no fraction, no name twice, nothing deeper than 32. */
public final class JsonReader {
    /** Documents here are small; larger ones are refused unread. */
    public static final int MOST_BYTES = 4 << 20;

    private static final int DEEPEST = 32;

    private final String name;
    private final String text;
    private int at;

    private JsonReader(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** @param name what to call the document in complaints */
    public static Json read(String name, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new JsonException(name + ": has " + bytes.length + " bytes; " + MOST_BYTES + " at most");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonReader reader = new JsonReader(name, text);
            Json value = reader.value(0);
            reader.space();
            if (reader.at < text.length()) {
                throw reader.wrong("something follows the end");
            }
            return value;
        } catch (CharacterCodingException e) {
            throw new JsonException(name + ": is not UTF-8 text");
        }
    }

    private Json value(int depth) {
        space();
        if (depth > DEEPEST) {
            throw wrong("nested deeper than " + DEEPEST);
        }
        char c = peek();
        if (c == '{') {
            return members(depth);
        }
        if (c == '[') {
            return items(depth);
        }
        if (c == '"') {
            return new Json.Text(quoted());
        }
        if (c == '-' || isDigit(c)) {
            return whole();
        }
        for (boolean truth : new boolean[] {true, false}) {
            if (text.startsWith(Boolean.toString(truth), at)) {
                at += Boolean.toString(truth).length();
                return new Json.Truth(truth);
            }
        }
        throw wrong("want an object, a list, a text, a whole number, true or false");
    }

    private Json members(int depth) {
        SortedMap<String, Json> members = new TreeMap<>();
        at++;
        space();
        while (peek() != '}') {
            if (!members.isEmpty()) {
                take(',');
                space();
            }
            String member = quoted();
            space();
            take(':');
            if (members.put(member, value(depth + 1)) != null) {
                throw wrong("\"" + member + "\" is there twice");
            }
            space();
        }
        at++;
        return new Json.Members(members);
    }

    private Json items(int depth) {
        List<Json> items = new ArrayList<>();
        at++;
        space();
        while (peek() != ']') {
            if (!items.isEmpty()) {
                take(',');
            }
            items.add(value(depth + 1));
            space();
        }
        at++;
        return new Json.Items(items);
    }

    private Json whole() {
        int from = at;
        at += peek() == '-' ? 1 : 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        String number = text.substring(from, at);
        if (!number.matches("0|-?[1-9]\\d{0,15}") || (at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0)) {
            throw wrong("want a whole number of at most 16 digits");
        }
        return new Json.Whole(Long.parseLong(number));
    }

    private String quoted() {
        take('"');
        StringBuilder out = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw wrong("a control character in a text");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        return out.toString();
    }

    private char escaped() {
        char c = next();
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(known);
        }
        String digits = text.substring(at, Math.min(at + 4, text.length()));
        if (c != 'u' || !digits.matches("[0-9a-fA-F]{4}")) {
            throw wrong("an escape that JSON does not have");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("ends too early");
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private void take(char wanted) {
        if (peek() != wanted) {
            throw wrong("want " + wanted);
        }
        at++;
    }

    private JsonException wrong(String what) {
        long line = text.substring(0, Math.min(at, text.length())).lines().count();
        return new JsonException(name + ", line " + Math.max(1, line) + ": " + what);
    }
}
