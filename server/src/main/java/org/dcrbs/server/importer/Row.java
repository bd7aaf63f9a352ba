package org.dcrbs.server.importer;

import java.util.List;
import java.util.Map;

/**
 * One row of an input.
 *
 * @param line where it stands in the file, from 1
 * @param index where each column is
 */
record Row(long line, Map<String, Integer> index, List<String> cells) {
    static final Row NONE = new Row(0, Map.of(), List.of());

    /** The column must be one that the input has; that is checked before the first row. */
    String cell(String column) {
        Integer at = index.get(column);
        if (at == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return cells.get(at);
    }
}
