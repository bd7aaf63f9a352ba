package org.dcrbs.rules;

import java.util.ArrayList;
import java.util.List;

/** Reads a sheet that was saved as CSV: cells between commas, or semicolons if the first line has one. */
final class CsvReader {
    private final String file;
    private final String text;
    private final char separator;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private int at;

    private CsvReader(String file, String text) {
        this.file = file;
        this.text = text;
        this.separator = text.lines().findFirst().orElse("").contains(";") ? ';' : ',';
    }

    static Sheet read(String file, String text) throws PolicyException {
        // Spreadsheets begin UTF-8 files with a mark.
        return new CsvReader(file, text.startsWith("\uFEFF") ? text.substring(1) : text).read();
    }

    private Sheet read() throws PolicyException {
        while (at < text.length()) {
            row.add(text.charAt(at) == '"' ? quoted() : plain());
            if (row.size() > Sheet.MOST_COLUMNS || rows.size() >= Sheet.MOST_ROWS) {
                throw new PolicyException(new Diagnostic(
                        file,
                        rows.size() + 1,
                        "",
                        "has more than " + Sheet.MOST_COLUMNS + " columns or " + Sheet.MOST_ROWS + " rows"));
            }
            if (at < text.length() && text.charAt(at) == separator) {
                at++;
                if (at == text.length()) {
                    row.add("");
                }
            } else {
                endRow();
            }
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
        return new Sheet(file, rows, List.of());
    }

    private void endRow() throws PolicyException {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) != '\n') {
            throw new PolicyException(
                    Sheet.wrong(file, rows.size(), row.size() - 1, "something stands after the closing quote"));
        }
        at++;
        rows.add(row);
        row = new ArrayList<>();
    }

    private String plain() {
        int start = at;
        while (at < text.length() && text.charAt(at) != separator && "\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() throws PolicyException {
        StringBuilder cell = new StringBuilder();
        int start = at + 1;
        while (true) {
            int end = text.indexOf('"', start);
            if (end < 0) {
                throw new PolicyException(
                        Sheet.wrong(file, rows.size(), row.size(), "a quote is opened and not closed"));
            }
            cell.append(text, start, end);
            if (end + 1 == text.length() || text.charAt(end + 1) != '"') {
                at = end + 1;
                return cell.toString();
            }
            cell.append('"');
            start = end + 2;
        }
    }
}
