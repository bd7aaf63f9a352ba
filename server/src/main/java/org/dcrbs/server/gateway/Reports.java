package org.dcrbs.server.gateway;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reports of nodes as plain maps, by the protocol's field names; what is unknown is absent. */
final class Reports {
    private static final int MOST_ITEMS = 1000;
    private static final int LONGEST_TEXT = 500;
    /** An exbibyte: more than any figure of one computer, in whatever unit. */
    private static final long LARGEST = 1L << 60;

    private static final Pattern DOOR =
            Pattern.compile("(|[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    private Reports() {}

    /** Refuses, in words, what no computer has and no benchmark measures. */
    static void check(Message report) {
        for (Map.Entry<FieldDescriptor, Object> field : report.getAllFields().entrySet()) {
            check(field.getKey().getJsonName(), field.getValue());
        }
    }

    private static void check(String name, Object value) {
        if (value instanceof List<?> list) {
            refuseIf(list.size() > MOST_ITEMS, name, list.size() + " items");
            list.forEach(item -> check(name, item));
        } else if (value instanceof Message message) {
            check(message);
        } else if (value instanceof String text) {
            boolean odd = text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl);
            refuseIf(odd, name, "a text of " + text.length() + " characters, or with control characters");
        } else if (value instanceof Number number) {
            // Unsigned on the wire: what doesn't fit comes out negative.
            refuseIf(number.longValue() < 0 || number.longValue() > LARGEST, name, String.valueOf(number));
        }
    }

    private static void refuseIf(boolean nonsense, String name, String what) {
        if (nonsense) {
            throw new IllegalArgumentException("report: " + name + " is " + what + ", which can't be");
        }
    }

    /** A node that does not know how it is seen from outside says only the port. */
    static String door(String told, InetAddress seen) {
        if (told.isEmpty()) {
            return "";
        }
        var parts = DOOR.matcher(told);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
            throw new IllegalArgumentException("report: door is \"" + told + "\"; want HOST:PORT or :PORT");
        }
        String host = seen instanceof Inet6Address ? "[" + seen.getHostAddress() + "]" : seen.getHostAddress();
        return parts.group(1).isEmpty() ? host + told : told;
    }

    static Map<String, Object> map(Message report) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<FieldDescriptor, Object> field : report.getAllFields().entrySet()) {
            map.put(field.getKey().getJsonName(), plain(field.getValue()));
        }
        return map;
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        return value instanceof Message message ? map(message) : value;
    }
}
