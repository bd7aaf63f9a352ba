package org.dcrbs.peer.execute.lease;

import com.google.protobuf.ByteString;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a site answered.
 *
 * @param headers by their names in small letters, the first of each
 * @param body its first bytes, as many as were to be kept
 * @param bytes how many there were of it
 * @param cut whether there would have been more
 */
public record SiteAnswer(int status, Map<String, String> headers, ByteString body, long bytes, boolean cut) {
    public SiteAnswer {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The media type without its parameters, in small letters; empty if none is given. */
    public String mediaType() {
        return header("content-type")
                .map(type -> type.replaceFirst(";.*$", "").strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
