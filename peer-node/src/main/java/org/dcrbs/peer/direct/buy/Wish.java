package org.dcrbs.peer.direct.buy;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.Optional;
import org.dcrbs.market.Credits;

/**
 * What the owner wants of a partner.
 *
 * @param offer what the partner calls it
 * @param most the most to give; empty leaves that to policy
 * @param inKind one of the own offers, a file, to give for it
 * @param work what to compute, if it is computing power
 * @param answerWithin how long either side has for a turn
 */
public record Wish(
        String offer, Optional<Credits> most, Optional<String> inKind, Optional<Work> work, Duration answerWithin) {
    /**
     * A work unit to be run elsewhere.
     *
     * @param milliProcessors how much of the offer to take
     * @param seconds for how long
     */
    public record Work(ByteString module, ByteString input, long milliProcessors, long seconds) {}
}
