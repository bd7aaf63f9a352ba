package org.dcrbs.peer.job;

/** Colours for how many steps a point took: dark to bright and round again, black for those that took the most. */
final class Palette {
    private static final double RED = 0;
    private static final double GREEN = 0.13;
    private static final double BLUE = 0.3;

    private Palette() {}

    /** As 0xRRGGBB. */
    static int colour(int steps, int most) {
        if (steps >= most) {
            return 0;
        }
        // Neighbouring counts differ by little, and few steps need as many colours as many do.
        double turn = Math.log1p(steps) / 2;
        return wave(turn - RED) << 16 | wave(turn - GREEN) << 8 | wave(turn - BLUE);
    }

    private static int wave(double turn) {
        return (int) Math.round(127.5 - 127.5 * Math.cos(2 * Math.PI * turn));
    }
}
