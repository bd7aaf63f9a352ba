package org.dcrbs.peer.hardware;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Tells what OSHI knows from what it says when it does not know: nothing, 0, -1, or "unknown". */
final class Known {
    private Known() {}

    static OptionalLong number(long value) {
        // A speed or size "unknown" as the largest number is no better known.
        return value > 0 && value != Long.MAX_VALUE ? OptionalLong.of(value) : OptionalLong.empty();
    }

    static Optional<String> text(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        String text = value.strip();
        boolean unknown = text.isEmpty() || text.toLowerCase(Locale.ROOT).startsWith("unknown");
        return unknown ? Optional.empty() : Optional.of(text);
    }
}
