package org.dcrbs.server.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A table for the terminal, a line a row, each column as wide as its widest cell. */
public final class TextTable {
    private final StringBuilder text = new StringBuilder();
    private final int[] widths;
    private final int[] rightAligned;

    private TextTable(int[] widths, int[] rightAligned) {
        this.widths = widths;
        this.rightAligned = rightAligned;
    }

    /** @param rightAligned which columns are numbers */
    public static String of(List<String> head, List<List<String>> rows, int... rightAligned) {
        int[] widths = new int[head.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            widths[column] = Stream.concat(
                            Stream.of(head.get(at)), rows.stream().map(row -> row.get(at)))
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
        }
        TextTable table = new TextTable(widths, rightAligned);
        table.row(head);
        rows.forEach(table::row);
        return table.text.toString();
    }

    private void row(List<String> cells) {
        StringBuilder row = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            int at = column;
            boolean right = Arrays.stream(rightAligned).anyMatch(number -> number == at);
            row.append(String.format(
                    Locale.ROOT, "  %" + (right ? "" : "-") + Math.max(1, widths[column]) + "s", cells.get(column)));
        }
        text.append(row.toString().stripTrailing()).append('\n');
    }
}
