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
    public ReplayRequest {
        if (round.isPresent() == live) {
            throw new BadInputException("want either a round or the live market to replay");
        }
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new BadInputException("name is \"" + name + "\"; want up to 100 letters, digits, . _ or -");
        }
        files = List.copyOf(files);
    }

    /** A policy file: as text, or as base64 where it isn't text. */
    public record DraftFile(String name, Optional<String> text, Optional<String> base64) {
        public DraftFile {
            if (text.isPresent() == base64.isPresent()) {
                throw new BadInputException(name + ": want either text or base64");
            }
        }

        private byte[] bytes() {
            try {
                return text.map(plain -> plain.getBytes(StandardCharsets.UTF_8))
                        .orElseGet(() -> Base64.getDecoder().decode(base64.orElseThrow()));
            } catch (IllegalArgumentException e) {
                throw new BadInputException(name + ": its base64 is faulty", e);
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
