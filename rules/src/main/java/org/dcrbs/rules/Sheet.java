package org.dcrbs.rules;

import java.util.List;

/**
 * A spreadsheet as text.
 *
 * @param rows the cells of each row, as far as there are any; an empty text is an empty cell
 * @param merged the ranges of merged cells, such as A2:A4
 */
record Sheet(String file, List<List<String>> rows, List<String> merged) {
    static final int MOST_ROWS = 1000;
    static final int MOST_COLUMNS = 26;

    /** The cell's text without spaces around it. */
    String at(int row, int column) {
        return row < rows.size() && column < rows.get(row).size()
                ? rows.get(row).get(column).strip()
                : "";
    }

    boolean isBlank(int row) {
        return rows.get(row).stream().allMatch(String::isBlank);
    }

    Diagnostic wrong(int row, int column, String message) {
        return wrong(file, row, column, message);
    }

    static Diagnostic wrong(String file, int row, int column, String message) {
        return new Diagnostic(file, row + 1, "" + (char) ('A' + column) + (row + 1), "", message);
    }
}
