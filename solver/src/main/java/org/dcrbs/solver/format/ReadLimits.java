package org.dcrbs.solver.format;

/**
 * How much a reader takes before it refuses a file, so that a hostile or broken one cannot fill the memory.
 *
 * @param fileBytes of the whole file, unpacked
 * @param lineBytes of one line
 */
public record ReadLimits(long fileBytes, int lineBytes) {
    public static final ReadLimits DEFAULT = new ReadLimits(4L << 30, 16 << 20);

    public ReadLimits {
        if (fileBytes < 1 || lineBytes < 1) {
            throw new IllegalArgumentException("limits of " + fileBytes + " and " + lineBytes + " bytes");
        }
    }
}
