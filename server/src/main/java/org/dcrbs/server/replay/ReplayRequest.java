package org.dcrbs.server.replay;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.listing.BadInputException;

/**
 * What to replay, under which draft.
 *
 * @param round a past round
 * @param live instead of a past round, the market as it stands
 * @param name what to call the draft
 * @param files the draft; without any, the policies now in force
 * @param seconds the longest that the solver may take for each side; by default as long as the round had, at most a minute
 * @param steps the most moves that it may try; by default as many as the round had
 */
public record ReplayRequest(
        Optional<RoundId> round,
        boolean live,
        String name,
        List<DraftFile> files,
        Optional<Integer> seconds,
        Optional<Long> steps) {
    private static final int MOST_SECONDS = 600;

    public ReplayRequest {
        if (round.isPresent() == live) {
            throw new IllegalArgumentException("want either a round or the live market to replay");
        }
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("name is \"" + name + "\"; want up to 100 letters, digits, . _ or -");
        }
        seconds.ifPresent(longest -> range("seconds", longest, MOST_SECONDS));
        steps.ifPresent(most -> range("steps", most, Long.MAX_VALUE));
        files = List.copyOf(files);
    }

    private static void range(String field, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(field + " is " + value + "; want 1 to " + most);
        }
    }

    /** A policy file: as text, or as base64 where it isn't text. */
    public record DraftFile(String name, Optional<String> text, Optional<String> base64) {
        public DraftFile {
            if (text.isPresent() == base64.isPresent()) {
                throw new IllegalArgumentException(name + ": want either text or base64");
            }
            base64.ifPresent(code -> decoded(name, code));
        }

        private byte[] bytes() {
            return text.map(plain -> plain.getBytes(StandardCharsets.UTF_8))
                    .orElseGet(() -> decoded(name, base64.orElseThrow()));
        }

        private static byte[] decoded(String name, String base64) {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": its base64 is faulty", e);
            }
        }
    }

    /** The files by name. */
    SortedMap<String, byte[]> contents() {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (DraftFile file : files) {
            if (contents.put(file.name(), file.bytes()) != null) {
                throw new BadInputException(file.name() + " is there twice");
            }
        }
        return contents;
    }
}
