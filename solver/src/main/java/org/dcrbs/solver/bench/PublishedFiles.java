package org.dcrbs.solver.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads what published instances come in: archives, and tables of known optima. */
public final class PublishedFiles {
    private static final int BLOCK = 512;
    private static final int LARGEST = 64 << 20;

    private PublishedFiles() {}

    /** Unpacks the files of a .tar.gz into a folder, flat; by their names in the archive, where each now is. */
    public static Map<String, Path> unpack(Path archive, Path into) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                String name = text(header, 0, 100).replaceFirst("^\\./", "");
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                if (size > LARGEST) {
                    throw new IOException(archive.getFileName() + ": " + name + " has " + size + " bytes");
                }
                byte[] content = in.readNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (header[156] == '0' || header[156] == 0) {
                    files.put(name, Files.write(into.resolve(name.replace('/', '-')), content));
                }
                header = in.readNBytes(BLOCK);
            }
        }
        return files;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    /** The rows of a file of comma-separated values, by the names of its first line. */
    public static List<Map<String, String>> table(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.length && i < cells.length; i++) {
                row.put(names[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }
}
