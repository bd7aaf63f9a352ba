package org.dcrbs.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks over the rows of a rate card, each cell of which is right by itself: ranges that let nothing through, rows that
 * overlap (what rules say adds up, so both would count), and gaps between ranges.
 */
final class CardLint {
    private final Sheet sheet;
    private final List<CardColumn> columns;
    private final List<Diagnostic> wrong;

    CardLint(Sheet sheet, List<CardColumn> columns, List<Diagnostic> wrong) {
        this.sheet = sheet;
        this.columns = columns;
        this.wrong = wrong;
    }

    void check(List<Integer> rows) {
        Map<Integer, List<Span>> spans = new LinkedHashMap<>();
        for (int row : rows) {
            List<Span> reach = new ArrayList<>();
            for (int column : dimensions()) {
                Span span = spanOf(row, column);
                if (span.isEmpty()) {
                    wrong.add(sheet.wrong(
                            row,
                            column,
                            "the row is never reached: nothing is from " + span.from() + " and below " + span.below()));
                }
                reach.add(span);
            }
            spans.put(row, reach);
        }
        if (wrong.isEmpty()) {
            checkOverlaps(rows, spans);
        }
        if (wrong.isEmpty()) {
            for (int i = 0; i < dimensions().size(); i++) {
                checkGaps(i, spans);
            }
        }
    }

    private void checkOverlaps(List<Integer> rows, Map<Integer, List<Span>> spans) {
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < i; j++) {
                List<Span> one = spans.getOrDefault(rows.get(j), List.of());
                List<Span> other = spans.getOrDefault(rows.get(i), List.of());
                boolean meet = true;
                boolean covered = true;
                for (int k = 0; k < one.size(); k++) {
                    meet &= one.get(k).meets(other.get(k));
                    covered &= one.get(k).covers(other.get(k));
                }
                if (meet) {
                    wrong.add(sheet.wrong(
                            rows.get(i),
                            0,
                            (covered
                                            ? "row " + (rows.get(j) + 1) + " covers all of this row"
                                            : "the row overlaps row " + (rows.get(j) + 1))
                                    + "; both would count"));
                    break;
                }
            }
        }
    }

    /** Rows that are alike but for one range should leave nothing out between its first and its last number. */
    private void checkGaps(int dimension, Map<Integer, List<Span>> spans) {
        int column = dimensions().get(dimension);
        if (columns.get(column).role() != CardColumn.Role.FROM) {
            return;
        }
        Map<List<Span>, List<Map.Entry<Integer, Span>>> alike = new LinkedHashMap<>();
        spans.forEach((row, reach) -> {
            List<Span> others = new ArrayList<>(reach);
            Span own = others.remove(dimension);
            alike.computeIfAbsent(others, any -> new ArrayList<>()).add(Map.entry(row, own));
        });
        for (List<Map.Entry<Integer, Span>> ladder : alike.values()) {
            ladder.sort(Comparator.comparingLong(step -> step.getValue().from()));
            for (int i = 1; i < ladder.size(); i++) {
                long end = ladder.get(i - 1).getValue().below();
                long start = ladder.get(i).getValue().from();
                if (end < start) {
                    wrong.add(sheet.wrong(
                            ladder.get(i).getKey(),
                            column,
                            "a gap: no row says what holds for "
                                    + columns.get(column).word() + " from " + end + " below " + start));
                }
            }
        }
    }

    /** The columns of conditions; a range counts once, by its lower end. */
    private List<Integer> dimensions() {
        List<Integer> dimensions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            CardColumn.Role role = columns.get(i).role();
            if (role == CardColumn.Role.IS || role == CardColumn.Role.FROM) {
                dimensions.add(i);
            }
        }
        return dimensions;
    }

    private Span spanOf(int row, int column) {
        CardColumn header = columns.get(column);
        return header.role() == CardColumn.Role.IS
                ? Span.is(sheet.at(row, column), header.field().kind())
                : Span.range(sheet.at(row, column), sheet.at(row, column + 1));
    }
}
