package org.dcrbs.rules;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A spreadsheet as text.
 *
 * @param rows the cells of each row, as far as there are any; an empty text is an empty cell
 * @param merged the ranges of merged cells, such as A2:A4
 */
public record Sheet(String file, List<List<String>> rows, List<String> merged) {
    static final int MOST_ROWS = 1000;
    static final int MOST_COLUMNS = 26;

    /** @param bytes a workbook if the file's name says so, else CSV */
    public static Sheet read(String file, byte[] bytes) throws PolicyException {
        return file.endsWith(".xlsx")
                ? XlsxReader.read(file, bytes)
                : CsvReader.read(file, PolicyFiles.decoded(file, bytes));
    }

    /** The cell's text without spaces around it. */
    public String at(int row, int column) {
        return row < rows.size() && column < rows.get(row).size()
                ? rows.get(row).get(column).strip()
                : "";
    }

    /** How many columns the row has, up to its last cell that isn't empty. */
    public int width(int row) {
        int width = row < rows.size() ? rows.get(row).size() : 0;
        while (width > 0 && at(row, width - 1).isEmpty()) {
            width--;
        }
        return width;
    }

    /** The rows below that one, but for blank ones. */
    public List<Integer> rowsBelow(int headers) {
        return IntStream.range(headers + 1, rows.size())
                .filter(row -> width(row) > 0)
                .boxed()
                .toList();
    }

    /** A complaint about each range of merged cells: what they say is unclear. */
    public List<Diagnostic> mergedCells() {
        return merged.stream()
                .map(range ->
                        new Diagnostic(file, 0, range, "", "the cells are merged; write the value into each of them"))
                .toList();
    }

    public Diagnostic wrong(int row, int column, String message) {
        return wrong(file, row, column, message);
    }

    static Diagnostic wrong(String file, int row, int column, String message) {
        return new Diagnostic(file, row + 1, "" + (char) ('A' + column) + (row + 1), "", message);
    }
}
