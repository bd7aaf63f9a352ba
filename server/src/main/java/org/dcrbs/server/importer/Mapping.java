package org.dcrbs.server.importer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;

/** What a mapping file says: which parties, offers and demands become of the rows of which input. */
public final class Mapping {
    private static final long LONGEST_FILE = 4 << 20;

    private final String name;
    private final Optional<Instant> now;
    private final Section always;
    private final Map<String, Input> inputs;

    Mapping(String name, Optional<Instant> now, Section always, Map<String, Input> inputs) {
        this.name = name;
        this.now = now;
        this.always = always;
        this.inputs = inputs;
    }

    /** Reads a mapping file; one with a fault is refused, with the path of the fault. */
    public static Mapping read(Path file, MarketJson json) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new BadInputException(file.getFileName() + ": larger than " + LONGEST_FILE + " bytes");
            }
            return parse(String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.UTF_8), json);
        } catch (IOException e) {
            throw new BadInputException(file + ": can't be read as UTF-8 text: " + e.getMessage(), e);
        }
    }

    /** @param source how faults call the text */
    public static Mapping parse(String source, String text, MarketJson json) {
        try {
            return MappingReader.read(json.parse(text));
        } catch (BadInputException e) {
            throw new BadInputException(source + ": " + e.getMessage(), e);
        }
    }

    public String name() {
        return name;
    }

    /** The inputs that it needs. */
    public Set<String> inputNames() {
        return inputs.keySet();
    }

    Map<String, Input> inputs() {
        return inputs;
    }

    Section always() {
        return always;
    }

    Optional<Instant> now() {
        return now;
    }

    /** What one file is, and what becomes of each of its rows. */
    record Input(Format format, Section section) {}

    /** What is made of a row. */
    record Section(Template.Items parties, Template.Items offers, Template.Items demands) {
        Set<String> columns() {
            Set<String> columns = new TreeSet<>();
            parties.columns(columns::add);
            offers.columns(columns::add);
            demands.columns(columns::add);
            return columns;
        }
    }
}
