package org.dcrbs.server.replay;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.replay.ReplayResult.Side;
import org.dcrbs.server.round.RoundOptions;
import org.dcrbs.server.round.Snapshot;

/**
 * All that a replay works on.
 *
 * @param inForce the policies then in force
 * @param draft without files, these are replayed
 * @param real what the round came to
 */
record ReplayInputs(
        String subject, Snapshot market, Source inForce, Source draft, RoundOptions options, Optional<Side> real) {
    /** Where a replay that isn't told otherwise ends, since it is not to hold up the market. */
    private static final int USUAL_SECONDS = 60;

    /** Seconds for 10,000 listings; where a slow machine reaches it in time, too, the answer is the same on all. */
    private static final long USUAL_STEPS = 100_000;

    /** Policies, which may have to be compiled first. */
    interface Source {
        PolicySet get() throws PolicyException;
    }

    static Source files(String name, SortedMap<String, byte[]> files) {
        return () -> PolicySet.of(name, files);
    }

    static RoundOptions options(RoundOptions of, ReplayRequest request) {
        int seconds = request.seconds().orElse(Math.min(of.solveSeconds(), USUAL_SECONDS));
        long steps = request.steps().orElse(of.steps().orElse(USUAL_STEPS));
        return new RoundOptions(seconds, OptionalLong.of(steps), of.candidates(), of.seed());
    }
}
