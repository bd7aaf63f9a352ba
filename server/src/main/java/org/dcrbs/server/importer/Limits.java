package org.dcrbs.server.importer;

/**
 * How much is read.
 *
 * @param rows of an input that has more, only so many are read
 * @param mostRows an input with more rows is refused
 * @param longestLine characters
 * @param mostBytes of a file, unpacked
 * @param mostListings made of all rows
 * @param skipBad leave bad rows out and count them, rather than refuse the whole
 */
public record Limits(long rows, long mostRows, int longestLine, long mostBytes, int mostListings, boolean skipBad) {
    /** As much as the market file that is made may hold. */
    public static final Limits DEFAULT = new Limits(Long.MAX_VALUE, 5_000_000, 1 << 20, 2L << 30, 4_000_000, false);

    public Limits {
        if (rows < 1 || mostRows < 1 || longestLine < 1 || mostBytes < 1 || mostListings < 1) {
            throw new IllegalArgumentException("limits: want 1 or more of each");
        }
    }

    public Limits firstRows(long count) {
        return new Limits(count, mostRows, longestLine, mostBytes, mostListings, skipBad);
    }

    public Limits skippingBad(boolean skip) {
        return new Limits(rows, mostRows, longestLine, mostBytes, mostListings, skip);
    }
}
