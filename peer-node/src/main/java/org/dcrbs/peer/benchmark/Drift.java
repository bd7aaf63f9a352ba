package org.dcrbs.peer.benchmark;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dcrbs.protocol.v1.BenchmarkReport;

/**
 * A figure that is measured otherwise than it was declared, by more than measurements differ anyway.
 *
 * @param figure by its name in the protocol
 */
public record Drift(String figure, long declared, long measured) {
    /** Two measurements of one computer, even a busy one, differ by less. */
    private static final long TOLERATED_PERCENT = 15;

    /** Coarser than that, and not of the processor: the disk's depend on what else is written, the share is no speed. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "disk_access_micros", "disk_read_mb_per_second", "disk_write_mb_per_second", "delivered_share_permille");

    /** All figures that both know and that differ. */
    public static List<Drift> between(BenchmarkReport declared, BenchmarkReport measured) {
        List<Drift> drifts = new ArrayList<>();
        for (FieldDescriptor field : BenchmarkReport.getDescriptor().getFields()) {
            long said = ((Number) declared.getField(field)).longValue();
            long is = ((Number) measured.getField(field)).longValue();
            // A nanosecond more or less is rounding.
            boolean differs = Math.abs(said - is) > 1 && Math.abs(said - is) * 100 > said * TOLERATED_PERCENT;
            if (said > 0 && is > 0 && differs && !NOT_COMPARED.contains(field.getName())) {
                drifts.add(new Drift(field.getName(), said, is));
            }
        }
        return drifts;
    }

    @Override
    public String toString() {
        return figure + ": declared " + declared + ", measured " + measured + " (" + (measured > declared ? "+" : "")
                + (measured - declared) * 100 / declared + " %)";
    }
}
