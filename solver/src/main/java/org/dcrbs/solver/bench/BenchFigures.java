package org.dcrbs.solver.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcrbs.solver.format.JsonLines;

/** All figures of all rows, one row a line, each beginning with its case. */
final class BenchFigures {
    private BenchFigures() {}

    /** The lines with those of one case replaced. */
    static String replace(String lines, String name, List<BenchRow> rows) {
        String begin = "{\"case\":\"" + name + "\",";
        return Stream.concat(
                        lines.lines().filter(line -> !line.startsWith(begin)),
                        rows.stream().map(row -> line(name, row)))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String line(String name, BenchRow row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("case", name);
        fields.put("problem", row.problem());
        fields.put("way", row.way());
        row.objective().ifPresent(value -> fields.put("objective", value));
        row.bound().ifPresent(value -> fields.put("bound", value));
        row.gap().ifPresent(value -> fields.put("gap", value));
        fields.put("proof", row.proof());
        row.optimum().ifPresent(value -> fields.put("optimum", value));
        fields.put("seconds", row.seconds());
        row.ratio().ifPresent(value -> fields.put("ratioToFirstCome", value));
        fields.put("check", row.word());
        return JsonLines.line(fields);
    }
}
