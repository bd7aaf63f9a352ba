package org.dcrbs.peer.transfer.pieces;

import java.time.Duration;

/**
 * How hard a file is pulled.
 *
 * @param lines to each holder at once
 * @param window pieces asked for at once on each line; with the lines, what bounds the bytes under way
 * @param patience without a single piece, before it is given up
 * @param pause before a holder that couldn't be reached is dialled again, at first
 */
public record Pace(int lines, int window, Duration patience, Duration pause) {
    public static final Pace USUAL = new Pace(2, 8, Duration.ofSeconds(60), Duration.ofSeconds(1));

    public Pace {
        if (lines < 1 || window < 1) {
            throw new IllegalArgumentException(lines + " lines of " + window + " pieces");
        }
    }
}
