package org.dcrbs.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/** The bytes of a value by RFC 8785: members sorted, no white space, the shortest escapes, UTF-8. */
public final class CanonicalJson {
    private CanonicalJson() {}

    public static byte[] bytes(Json value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(Json value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    /**
     * Reads a document that must be in canonical form, as all that is signed is: the bytes that were signed are then those
     * that anybody gets who writes the value again.
     */
    public static Json read(String name, byte[] bytes) {
        Json value = JsonReader.read(name, bytes);
        if (!Arrays.equals(bytes, bytes(value))) {
            throw new JsonException(name + ": is not in the canonical form of RFC 8785");
        }
        return value;
    }

    private static void write(Json value, StringBuilder out) {
        if (value instanceof Json.Text text) {
            quote(text.value(), out);
        } else if (value instanceof Json.Whole whole) {
            out.append(whole.value());
        } else if (value instanceof Json.Truth truth) {
            out.append(truth.value());
        } else if (value instanceof Json.Items items) {
            String before = "[";
            for (Json item : items.values()) {
                write(item, out.append(before));
                before = ",";
            }
            out.append(items.values().isEmpty() ? "[]" : "]");
        } else if (value instanceof Json.Members members) {
            out.append('{');
            Iterator<Map.Entry<String, Json>> each = members.values().entrySet().iterator();
            while (each.hasNext()) {
                Map.Entry<String, Json> member = each.next();
                quote(member.getKey(), out);
                write(member.getValue(), out.append(':'));
                out.append(each.hasNext() ? "," : "");
            }
            out.append('}');
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> out.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        out.append('"');
    }
}
