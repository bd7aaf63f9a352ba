package org.dcrbs.solver.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Rows as text: the cells of a table for the terminal and for Markdown. */
public final class BenchText {
    private static final String FORMAT = "%-22s %20s %20s %9s %-16s %15s %9s %8s  %s%n";
    static final List<String> COLUMNS =
            List.of("way", "objective", "bound", "gap", "proof", "below optimum", "seconds", "ratio", "check");

    private BenchText() {}

    /** The head of a table for the terminal. */
    public static String head() {
        return String.format(Locale.ROOT, FORMAT, COLUMNS.toArray());
    }

    /** A row of it. */
    public static String line(BenchRow row) {
        return String.format(Locale.ROOT, FORMAT, cells(row).toArray());
    }

    static List<String> cells(BenchRow row) {
        return List.of(
                row.way(),
                number(row.objective()),
                number(row.bound()),
                row.gap().isPresent()
                        ? String.format(Locale.ROOT, "%.3f%%", 100 * row.gap().getAsDouble())
                        : "",
                row.proof(),
                number(row.distance()),
                String.format(Locale.ROOT, "%.1f", row.seconds()),
                number(row.ratio()),
                row.word());
    }

    static String number(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%.0f", number)
                : String.format(Locale.ROOT, "%.2f", number);
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? String.format(Locale.ROOT, "%,d", number.getAsLong()) : "";
    }

    private static String number(OptionalDouble number) {
        return number.isPresent() ? String.format(Locale.ROOT, "%.3f", number.getAsDouble()) : "";
    }
}
