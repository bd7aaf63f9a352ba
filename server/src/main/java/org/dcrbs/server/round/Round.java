package org.dcrbs.server.round;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;

/**
 * A round as it is stored.
 *
 * @param generation counts the attempts at deciding it; the outcome in force is that of the last
 * @param reached when it came into each stage, in its last attempt
 * @param policyVersion that of its first attempt; empty until then
 * @param failure why it was given up, in words
 */
public record Round(
        RoundId id,
        RoundStage stage,
        RoundOptions options,
        int generation,
        Map<RoundStage, Instant> reached,
        Optional<String> policyVersion,
        Optional<RoundResult> result,
        Optional<String> failure) {
    public Round {
        reached = Map.copyOf(new TreeMap<>(reached));
    }

    static Round opened(RoundId id, RoundOptions options, Instant at) {
        return new Round(
                id,
                RoundStage.COLLECT,
                options,
                0,
                Map.of(RoundStage.COLLECT, at),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether its contracts are still to be decided on. */
    public boolean undecided() {
        return failure.isEmpty() && stage.compareTo(RoundStage.CONTRACT) < 0;
    }

    /** Whether nothing more happens in it. */
    public boolean over() {
        return failure.isPresent() || stage == RoundStage.CLOSED;
    }

    /** An attempt at deciding it under that version of the policies, which later attempts are to keep. */
    Round attempt(String version, Instant at) {
        return new Round(
                id,
                RoundStage.COLLECT,
                options,
                generation + 1,
                Map.of(RoundStage.COLLECT, at),
                Optional.of(version),
                result,
                failure);
    }

    Round enter(RoundStage next, Instant at) {
        Map<RoundStage, Instant> times = new TreeMap<>(reached);
        times.put(next, at);
        return new Round(id, next, options, generation, times, policyVersion, result, failure);
    }

    Round decided(RoundResult found, Instant at) {
        Round next = enter(RoundStage.CONTRACT, at);
        return new Round(id, next.stage, options, generation, next.reached, policyVersion, Optional.of(found), failure);
    }

    Round failed(String reason) {
        return new Round(id, stage, options, generation, reached, policyVersion, result, Optional.of(reason));
    }
}
