package org.dcrbs.peer.execute;

import java.util.OptionalLong;

/** Reads the node's settings as what they are meant to be. */
public final class Settings {
    private Settings() {}

    /** A whole number of zero or more; what is not set, or is something else, counts as not set. */
    public static OptionalLong number(WorkContext context, String key) {
        return context.setting(key)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }
}
