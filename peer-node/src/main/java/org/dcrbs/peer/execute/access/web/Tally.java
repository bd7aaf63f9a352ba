package org.dcrbs.peer.execute.access.web;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.dcrbs.peer.execute.lease.CallFailedException;
import org.dcrbs.peer.execute.lease.SiteAnswer;
import org.dcrbs.protocol.json.Json;

/** What came of many requests. */
final class Tally {
    private static final long LONGEST_MICROS =
            TimeUnit.NANOSECONDS.toMicros(Duration.ofMinutes(2).toNanos());
    private static final int DIGITS = 3;

    private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
    private final Map<String, Long> statuses = new TreeMap<>();
    private final Map<String, Long> errors = new TreeMap<>();
    private long sent;
    private long bytes;
    private long cut;

    synchronized void sent() {
        sent++;
    }

    /** @param nanos from the call, connecting included, to the last byte */
    synchronized void answered(SiteAnswer answer, long nanos) {
        statuses.merge(answer.status() / 100 + "xx", 1L, Long::sum);
        micros.recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(nanos), LONGEST_MICROS));
        bytes += answer.bytes();
        cut += answer.cut() ? 1 : 0;
    }

    synchronized void failed(CallFailedException.Kind kind) {
        errors.merge(kind.name(), 1L, Long::sum);
    }

    synchronized Json.Members report() {
        Json.Members none = new Json.Members(Map.of());
        return none.with("sent", sent)
                .with("statuses", counts(statuses))
                .with("errors", counts(errors))
                .with("bytes", bytes)
                .with("cut", cut)
                .with(
                        "latencyMicros",
                        none.with("p50", micros.getValueAtPercentile(50))
                                .with("p95", micros.getValueAtPercentile(95))
                                .with("p99", micros.getValueAtPercentile(99))
                                .with("max", micros.getMaxValue()));
    }

    static Json.Members counts(Map<String, Long> counts) {
        Map<String, Json> members = new TreeMap<>();
        counts.forEach((name, count) -> members.put(name, new Json.Whole(count)));
        return new Json.Members(members);
    }
}
