package org.dcrbs.peer.execute;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** File names for what others have named. */
public final class FileNames {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    private FileNames() {}

    /** The id itself where that is a harmless file name everywhere, else one made of its hash. */
    public static String of(String id) {
        if (HARMLESS.matcher(id).matches()) {
            return id;
        }
        return "h-" + HexFormat.of().formatHex(Sha256.of(id.getBytes(StandardCharsets.UTF_8)));
    }
}
