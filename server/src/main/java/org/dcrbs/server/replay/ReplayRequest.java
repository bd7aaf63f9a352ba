package org.dcrbs.server.replay;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.policy.DraftFile;

/**
 * What to replay, under which draft.
 *
 * @param round a past round
 * @param live instead of a past round, the market as it stands
 * @param name what to call the draft
 * @param files the draft; without any, the policies now in force
 * @param stored in place of files, a draft's id or a version that the coordinator keeps
 * @param seconds the longest that the solver may take for each side; by default as long as the round had, at most a minute
 * @param steps the most moves that it may try; by default as many as the round had
 */
public record ReplayRequest(
        Optional<RoundId> round,
        boolean live,
        String name,
        List<DraftFile> files,
        Optional<String> stored,
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
        if (stored.isPresent() && !files.isEmpty()) {
            throw new IllegalArgumentException("want either files or " + stored.get() + ", not both");
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

    /** The files by name. */
    SortedMap<String, byte[]> contents() {
        return DraftFile.contents(files);
    }
}
