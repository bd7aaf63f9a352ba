package org.dcrbs.peer.transfer.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes of a file a request wants: the Range header of RFC 9110, of which one range is served. */
sealed interface ByteRange {
    /** No range, or one that is not understood, which counts as none. */
    record Whole() implements ByteRange {}

    /** From the first to before the end. */
    record Part(long from, long end) implements ByteRange {}

    /** Beyond the file. */
    record Unsatisfiable() implements ByteRange {}

    Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** @param bytes of the file, 1 or more */
    static ByteRange of(@Nullable String header, long bytes) {
        Matcher range = ONE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!range.matches()) {
            return new Whole();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), bytes);
        }
        long from = Long.parseLong(first);
        long end = last.isEmpty() ? bytes : Math.min(bytes, Long.parseLong(last) + 1);
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return new Whole();
        }
        return from < bytes ? new Part(from, end) : new Unsatisfiable();
    }

    private static ByteRange suffix(long length, long bytes) {
        return length == 0 ? new Unsatisfiable() : new Part(Math.max(0, bytes - length), bytes);
    }
}
