package org.dcrbs.peer.execute.access.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;

/** Which word is on which pages, and how often on each. */
final class WordIndex {
    /** As long as an output may be. */
    private static final long MOST_BYTES = 64L << 20;
    /** Of JSON around a word, and around one of its pages. */
    private static final int AROUND = 24;

    private record Place(String url, int count) {}

    private final Map<String, List<Place>> places = new HashMap<>();
    private final long mostBytes;
    private long bytes;

    WordIndex() {
        this(MOST_BYTES);
    }

    WordIndex(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** False, and nothing is added, if the index would become longer than an output may be. */
    boolean add(Page page) {
        String url = page.url().toString();
        long more = 0;
        for (String word : page.words().keySet()) {
            more += url.length() + AROUND + (places.containsKey(word) ? 0 : 3L * word.length() + AROUND);
        }
        if (bytes + more > mostBytes) {
            return false;
        }
        bytes += more;
        page.words()
                .forEach((word, count) ->
                        places.computeIfAbsent(word, w -> new ArrayList<>()).add(new Place(url, count)));
        return true;
    }

    int words() {
        return places.size();
    }

    /** The summary, then a line for each word, in their order. */
    void write(Json.Members summary, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(CanonicalJson.text(summary) + "\n");
            for (Map.Entry<String, List<Place>> each : new TreeMap<>(places).entrySet()) {
                List<Json> pages = each.getValue().stream()
                        .<Json>map(place ->
                                new Json.Items(List.of(new Json.Text(place.url()), new Json.Whole(place.count()))))
                        .toList();
                out.write(CanonicalJson.text(new Json.Members(
                                Map.of("word", new Json.Text(each.getKey()), "pages", new Json.Items(pages))))
                        + "\n");
            }
        }
    }
}
