package org.dcrbs.server.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts wrong tokens by address; after so many in a minute the address has to wait for the minute to end. */
@Component
class WrongTokens {
    static final int MOST = 20;
    static final Duration PERIOD = Duration.ofMinutes(1);
    /** Enough to slow many addresses down, few enough that a flood of them can't fill the memory. */
    private static final int ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>();

    private record Count(Instant since, int wrong) {}

    WrongTokens(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean mustWait(String address) {
        Count count = counts.get(address);
        return count != null && count.wrong() >= MOST && !isOver(count);
    }

    synchronized void add(String address) {
        counts.values().removeIf(this::isOver);
        if (counts.size() >= ADDRESSES && !counts.containsKey(address)) {
            counts.remove(counts.keySet().iterator().next());
        }
        Count count = counts.getOrDefault(address, new Count(clock.instant(), 0));
        counts.put(address, new Count(count.since(), count.wrong() + 1));
    }

    private boolean isOver(Count count) {
        return !clock.instant().isBefore(count.since().plus(PERIOD));
    }
}
