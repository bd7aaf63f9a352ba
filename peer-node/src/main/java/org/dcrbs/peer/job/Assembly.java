package org.dcrbs.peer.job;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the outputs of all units, one after the other in their order, become one answer. */
public sealed interface Assembly {
    /** What the answer's file name ends with. */
    String ending();

    /** @throws JobException if the outputs are not as long as the job's must be */
    byte[] assemble(byte[] outputs, Split split) throws JobException;

    /** As they are. */
    record Concat() implements Assembly {
        @Override
        public String ending() {
            return "bin";
        }

        @Override
        public byte[] assemble(byte[] outputs, Split split) {
            return outputs.clone();
        }
    }

    /** One record a unit, added up column by column in the order of the units: a table of one line. */
    record Sum(List<Column> columns) implements Assembly {
        @Override
        public String ending() {
            return "csv";
        }

        @Override
        public byte[] assemble(byte[] outputs, Split split) throws JobException {
            List<List<Value>> records = Records.read(outputs, columns);
            int units = split.parts().size();
            if (records.size() != units) {
                throw new JobException(
                        "the outputs hold " + records.size() + " records, the job has " + units + " units");
            }
            List<Value> sums = new ArrayList<>(records.get(0));
            for (List<Value> record : records.subList(1, records.size())) {
                for (int i = 0; i < sums.size(); i++) {
                    sums.set(i, sums.get(i).plus(record.get(i)));
                }
            }
            return Records.csv(columns, List.of(sums));
        }
    }

    /** A line a record. */
    record Table(List<Column> columns) implements Assembly {
        @Override
        public String ending() {
            return "csv";
        }

        @Override
        public byte[] assemble(byte[] outputs, Split split) throws JobException {
            return Records.csv(columns, Records.read(outputs, columns));
        }
    }

    /** A u16 a point, up to the most: a picture in colours. */
    record Picture(int most) implements Assembly {
        @Override
        public String ending() {
            return "png";
        }

        @Override
        public byte[] assemble(byte[] outputs, Split split) throws JobException {
            if (!(split instanceof Split.Tiles tiles)) {
                throw new JobException("a PNG is assembled from TILES only");
            }
            int points = tiles.width() * tiles.height();
            if (outputs.length != 2 * points) {
                throw new JobException("the outputs have " + outputs.length + " bytes, a picture of " + tiles.width()
                        + " x " + tiles.height() + " has " + 2 * points);
            }
            ByteBuffer in = ByteBuffer.wrap(outputs).order(ByteOrder.LITTLE_ENDIAN);
            Png png = new Png(tiles.width(), tiles.height());
            for (Split.Tile tile : tiles.tiles()) {
                for (int y = 0; y < tile.height(); y++) {
                    for (int x = 0; x < tile.width(); x++) {
                        png.set(tile.x() + x, tile.y() + y, Palette.colour(Short.toUnsignedInt(in.getShort()), most));
                    }
                }
            }
            return png.bytes();
        }
    }

    /** Numbers in records. */
    final class Records {
        private Records() {}

        private static List<List<Value>> read(byte[] outputs, List<Column> columns) throws JobException {
            int length =
                    columns.stream().mapToInt(column -> column.type().bytes()).sum();
            if (outputs.length == 0 || outputs.length % length != 0) {
                throw new JobException(
                        "the outputs have " + outputs.length + " bytes, which are no records of " + length);
            }
            ByteBuffer in = ByteBuffer.wrap(outputs).order(ByteOrder.LITTLE_ENDIAN);
            List<List<Value>> records = new ArrayList<>();
            while (in.hasRemaining()) {
                records.add(
                        columns.stream().map(column -> column.type().get(in)).toList());
            }
            return records;
        }

        private static byte[] csv(List<Column> columns, List<List<Value>> lines) {
            StringBuilder text = new StringBuilder();
            text.append(columns.stream().map(Column::name).collect(Collectors.joining(",")))
                    .append('\n');
            for (List<Value> line : lines) {
                text.append(line.stream().map(Value::toString).collect(Collectors.joining(",")))
                        .append('\n');
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
