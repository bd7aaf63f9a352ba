package org.dcrbs.server.importer;

import java.util.List;
import java.util.Map;
import org.dcrbs.server.listing.Market;

/**
 * What an import made.
 *
 * @param rows read, by input
 * @param skipped rows that were left out
 * @param reasons why, of the first of them, each with file, line and column
 */
public record ImportReport(
        Market market, Map<String, Long> rows, int offers, int demands, long skipped, List<String> reasons) {
    public ImportReport {
        rows = Map.copyOf(rows);
        reasons = List.copyOf(reasons);
    }
}
