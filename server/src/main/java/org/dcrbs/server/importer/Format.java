package org.dcrbs.server.importer;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an input's file holds its rows. */
sealed interface Format {
    char separator();

    /** Feeds the source's rows to the sink until that has enough. */
    void read(Source source, Sink sink);

    /** Takes rows. */
    interface Sink {
        /** The columns that the rows will have; throws if they won't do. */
        void columns(Map<String, Integer> index);

        /** Takes a row; false if no more are wanted. */
        boolean row(Row row);

        /** Takes note of a line that is no row; false if no more are wanted. */
        boolean bad(long line, String reason);
    }

    /**
     * A row a record.
     *
     * @param columns their names; else the first line says them
     * @param header whether the first line isn't a row
     */
    record Csv(char separator, Optional<List<String>> columns, boolean header) implements Format {
        @Override
        public void read(Source source, Sink sink) {
            if (header && !source.hasNext()) {
                throw source.fault("empty; want a first line that names the columns");
            }
            List<String> first = header ? source.next().getFields() : List.of();
            Map<String, Integer> index = index(source, columns.orElse(first));
            sink.columns(index);
            boolean more = true;
            while (more && source.hasNext()) {
                CsvRecord next = source.next();
                if (next.getFieldCount() == index.size()) {
                    more = sink.row(new Row(next.getStartingLineNumber(), index, next.getFields()));
                } else {
                    more = sink.bad(
                            next.getStartingLineNumber(), next.getFieldCount() + " cells; want " + index.size());
                }
            }
        }

        private static Map<String, Integer> index(Source source, List<String> names) {
            Map<String, Integer> index = new LinkedHashMap<>();
            for (String name : names) {
                String bare = name.replace("\uFEFF", "").strip();
                if (index.put(bare, index.size()) != null) {
                    throw source.fault("two columns are named \"" + bare + "\"");
                }
            }
            return index;
        }
    }

    /**
     * Lines such as {@code 1800300 b,|,g,g,|}: a time, then items, each batch of them closed by a bar. Every item is a
     * row with the columns time, batch (counted through the file), position (in the batch) and item.
     */
    record Batches() implements Format {
        private static final Map<String, Integer> INDEX = Map.of("time", 0, "batch", 1, "position", 2, "item", 3);
        private static final Pattern FIRST = Pattern.compile("(\\d{1,18}) (.*)");

        @Override
        public char separator() {
            return ',';
        }

        @Override
        public void read(Source source, Sink sink) {
            sink.columns(INDEX);
            long batches = 0;
            boolean more = true;
            while (more && source.hasNext()) {
                CsvRecord next = source.next();
                Matcher m = FIRST.matcher(next.getField(0));
                List<String> items = m.matches() ? items(m.group(2), next.getFields()) : List.of();
                if (items.isEmpty() || !items.get(items.size() - 1).equals("|")) {
                    more = sink.bad(
                            next.getStartingLineNumber(), "want a time, a space, then items and bars, a bar last");
                    continue;
                }
                long position = 0;
                for (int i = 0; more && i < items.size(); i++) {
                    String item = items.get(i);
                    if (item.equals("|")) {
                        batches++;
                        position = 0;
                    } else {
                        position++;
                        more = sink.row(new Row(
                                next.getStartingLineNumber(),
                                INDEX,
                                List.of(m.group(1), Long.toString(batches + 1), Long.toString(position), item)));
                    }
                }
            }
        }

        /** A comma after the last bar is as good as none. */
        private static List<String> items(String first, List<String> cells) {
            List<String> items = new ArrayList<>();
            items.add(first.strip());
            cells.stream().skip(1).map(String::strip).forEach(items::add);
            if (items.get(items.size() - 1).isEmpty()) {
                items.remove(items.size() - 1);
            }
            return items;
        }
    }
}
