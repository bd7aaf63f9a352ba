package org.dcrbs.solver.importing;

import static org.junit.jupiter.api.Assumptions.abort;

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

/** Real inputs, beside the checkout or where DCRBS_SHARED says. A test that misses them is skipped, and says so. */
final class SharedData {
    private static final int BLOCK = 512;

    private SharedData() {}

    static Path folder(String name) {
        String named = System.getenv("DCRBS_SHARED");
        List<Path> places = new ArrayList<>();
        if (named != null) {
            places.add(Path.of(named, "data", name));
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            places.add(up.resolve("shared/data").resolve(name));
        }
        return places.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> abort("no shared/data/" + name + " up from here, and DCRBS_SHARED names none"));
    }

    /** Unpacks the files of a .tar.gz; by name, where each now is. */
    static Map<String, Path> unpack(Path archive, Path into) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            for (byte[] header = in.readNBytes(BLOCK); header.length == BLOCK && header[0] != 0; ) {
                String name = text(header, 0, 100);
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                byte[] content = in.readNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (header[156] == '0' || header[156] == 0) {
                    Path file = into.resolve(name.replace('/', '-'));
                    Files.write(file, content);
                    files.put(name.replaceFirst("^\\./", ""), file);
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
    static List<Map<String, String>> table(Path file) throws IOException {
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
