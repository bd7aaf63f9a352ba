package org.dcrbs.peer.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table of numbers: comma-separated, a line of names first. */
final class NumberTable {
    private static final long MOST_BYTES = 64 << 20;

    private NumberTable() {}

    static List<List<Double>> read(Path file) throws ConfigException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigException(file + " has more than " + MOST_BYTES + " bytes");
            }
            return rows(file, Files.readAllLines(file));
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + " is no text in UTF-8", e);
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<List<Double>> rows(Path file, List<String> lines) throws ConfigException {
        if (lines.isEmpty()) {
            throw new ConfigException(file + " is empty");
        }
        int columns = lines.get(0).split(",", -1).length;
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length != columns) {
                throw new ConfigException(
                        file + ", line " + (i + 1) + ": " + cells.length + " cells, the first line has " + columns);
            }
            List<Double> row = new ArrayList<>();
            for (String cell : cells) {
                try {
                    row.add(Double.parseDouble(cell));
                } catch (NumberFormatException e) {
                    throw new ConfigException(file + ", line " + (i + 1) + ": '" + cell + "' is no number", e);
                }
            }
            rows.add(row);
        }
        return rows;
    }
}
