package org.dcrbs.peer.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a job is cut into units. */
public sealed interface Split {
    /** More units than this do not fit into one demand. */
    int MOST_UNITS = 100_000;

    List<Part> parts() throws JobException;

    /** Whole numbers from the first up to but without the last, so many a unit: {@code $from} and {@code $count}. */
    record Ranges(long from, long until, long each) implements Split {
        @Override
        public List<Part> parts() throws JobException {
            if (from < 0 || until <= from || each < 1) {
                throw new JobException("a split from " + from + " until " + until + " by " + each + " is none");
            }
            long units = (until - from - 1) / each + 1;
            checked(units);
            List<Part> parts = new ArrayList<>();
            for (long unit = 0; unit < units; unit++) {
                // Counted by units, since the end of the last one may be more than a long holds.
                long at = from + unit * each;
                long count = Math.min(each, until - at);
                parts.add(new Part(Map.of("from", Value.of(at), "count", Value.of(count)), List.of()));
            }
            return parts;
        }
    }

    /** Rows of numbers, so many a unit: {@code $rows} says how many it got. They follow the fields, as f64. */
    record Rows(List<List<Double>> rows, int each) implements Split {
        @Override
        public List<Part> parts() throws JobException {
            if (rows.isEmpty() || each < 1) {
                throw new JobException(rows.size() + " rows by " + each + " are no split");
            }
            checked((rows.size() - 1) / each + 1);
            List<Part> parts = new ArrayList<>();
            for (int at = 0; at < rows.size(); at += each) {
                List<List<Value>> some = rows.subList(at, Math.min(rows.size(), at + each)).stream()
                        .map(row -> row.stream().map(Value::of).toList())
                        .toList();
                parts.add(new Part(Map.of("rows", Value.of((long) some.size())), some));
            }
            return parts;
        }
    }

    /**
     * A picture in square tiles, row by row from the top; those at the right and bottom edge may be smaller. A unit gets
     * {@code $left}, {@code $top} and {@code $step} in the plane that is pictured, {@code $width} and {@code $height} in
     * points.
     */
    record Tiles(int width, int height, int tile, double left, double top, double step) implements Split {
        static final int MOST_PIXELS = 100_000_000;

        @Override
        public List<Part> parts() throws JobException {
            if (width < 1 || height < 1 || tile < 1 || (long) width * height > MOST_PIXELS) {
                throw new JobException("a picture of " + width + " x " + height + " in tiles of " + tile
                        + ": want 1 to " + MOST_PIXELS + " points");
            }
            checked((long) ((width - 1) / tile + 1) * ((height - 1) / tile + 1));
            List<Part> parts = new ArrayList<>();
            for (Tile one : tiles()) {
                parts.add(new Part(
                        Map.of(
                                "left", Value.of(left + one.x() * step),
                                "top", Value.of(top - one.y() * step),
                                "step", Value.of(step),
                                "width", Value.of((long) one.width()),
                                "height", Value.of((long) one.height())),
                        List.of()));
            }
            return parts;
        }

        List<Tile> tiles() {
            List<Tile> tiles = new ArrayList<>();
            for (int y = 0; y < height; y += tile) {
                for (int x = 0; x < width; x += tile) {
                    tiles.add(new Tile(x, y, Math.min(tile, width - x), Math.min(tile, height - y)));
                }
            }
            return tiles;
        }
    }

    /** Where a tile lies in the picture, in points. */
    record Tile(int x, int y, int width, int height) {}

    private static void checked(long units) throws JobException {
        if (units > MOST_UNITS) {
            throw new JobException(units + " units; at most " + MOST_UNITS + " make a job");
        }
    }
}
