package org.dcrbs.peer.stored;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dcrbs.peer.config.WholeFile;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.json.JsonReader;

/** What the member has stored with others: a small file about each. Without them the pieces are of no use. */
public final class Shelf {
    private static final String ENDING = ".json";

    private final Path folder;

    public Shelf(Path folder) {
        this.folder = folder;
    }

    public List<StoredFile> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<StoredFile> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                all.add(StoredFile.read(JsonFields.of(name, JsonReader.read(name, Files.readAllBytes(file)))));
            }
        }
        return all;
    }

    public Optional<StoredFile> find(String name) throws IOException {
        return all().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    public void keep(StoredFile file) throws IOException {
        WholeFile.write(folder.resolve(file.name() + ENDING), CanonicalJson.text(file.json()));
    }

    public void forget(StoredFile file) throws IOException {
        Files.deleteIfExists(folder.resolve(file.name() + ENDING));
    }
}
