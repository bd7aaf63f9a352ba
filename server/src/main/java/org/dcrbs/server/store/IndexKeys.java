package org.dcrbs.server.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;

/**
 * The order of the keys in the embedded store's indexes: the same as H2 finds by serialising both keys at each comparison,
 * which is most of what a write costs. Keys of plain texts and numbers, as nearly all are, are compared as they are.
 */
final class IndexKeys extends ObjectDataType {
    private static final int LONGEST = 10_000;
    /** In memory, besides a text's characters. */
    private static final int BYTES_A_VALUE = 60;
    /** Before a key of plain texts and numbers, in the file. No type of H2's begins with it. */
    private static final byte PLAIN = (byte) 0xB6;

    @Override
    public int getMemory(Object key) {
        if (!(key instanceof KeyValue values)) {
            return super.getMemory(key);
        }
        int bytes = BYTES_A_VALUE;
        for (Object value : values) {
            bytes += BYTES_A_VALUE + (value instanceof String text ? text.length() : 0);
        }
        return bytes;
    }

    /** Written as they are, too: to serialise the Java objects takes many times as long. */
    @Override
    public void write(WriteBuffer to, Object key) {
        if (!(key instanceof KeyValue values) || !isPlain(values)) {
            super.write(to, key);
            return;
        }
        to.put(PLAIN).put((byte) values.size());
        values.forEach(value -> super.write(to, value));
    }

    private static boolean isPlain(KeyValue key) {
        return key.size() <= Byte.MAX_VALUE
                && key.stream().allMatch(value -> value instanceof String || value instanceof Double);
    }

    @Override
    public Object read(ByteBuffer from) {
        if (from.get(from.position()) != PLAIN) {
            return super.read(from);
        }
        from.get();
        List<Object> values = new ArrayList<>();
        for (int left = from.get(); left > 0; left--) {
            values.add(super.read(from));
        }
        return new KeyValue(values);
    }

    @Override
    public int compare(Object one, Object other) {
        if (one instanceof KeyValue a && other instanceof KeyValue b && a.size() == b.size() && a.size() > 0) {
            int at = 0;
            int order = 0;
            while (at < a.size() && arePlain(a.get(at), b.get(at)) && order == 0) {
                order = compareOne(a.get(at), b.get(at));
                at++;
            }
            if (order != 0 || at == a.size()) {
                return order;
            }
        }
        return super.compare(one, other);
    }

    private static boolean arePlain(Object one, Object other) {
        if (one instanceof String a && other instanceof String b) {
            return isPlain(a) && isPlain(b);
        }
        return one instanceof Double && other instanceof Double;
    }

    /** One byte a character, and a length that is written in two bytes. */
    private static boolean isPlain(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        // Without a branch, since each search looks at some thousand characters: one less than 0 has a high bit, and so
        // has
        // what is 0x80 or more.
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            bits |= (text.charAt(i) - 1) | text.charAt(i);
        }
        return (bits & ~0x7f) == 0;
    }

    private static int compareOne(Object one, Object other) {
        if (one instanceof String a && other instanceof String b) {
            // The length is written first.
            return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
        }
        return Long.compareUnsigned(Double.doubleToLongBits((Double) one), Double.doubleToLongBits((Double) other));
    }
}
