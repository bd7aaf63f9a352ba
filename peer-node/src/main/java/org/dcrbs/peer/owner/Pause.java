package org.dcrbs.peer.owner;

import java.time.Instant;
import java.util.Optional;

/**
 * The owner's word that nothing is to be computed for others.
 *
 * @param until empty: until the owner takes it back
 */
public record Pause(Optional<Instant> until) {
    boolean isOver(Instant now) {
        return until.isPresent() && !until.get().isAfter(now);
    }

    @Override
    public String toString() {
        return "paused by the owner"
                + until.map(instant -> " until " + instant).orElse("; ./dcrbs peer resume lets it go on");
    }
}
