package org.dcrbs.server.listing;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Listing;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes {@code dcrbs-market/1}: JSON Lines, UTF-8, gzip or plain; a header line, then
 * one party, offer, demand or blob a line. A file with a fault is refused whole, with the line.
 */
public final class MarketFile {
    private static final String FORMAT = "dcrbs-market/1";
    private static final int LONGEST_LINE = 8 << 20;
    private static final int MOST_LINES = 5_000_000;
    private static final long MOST_CHARACTERS = 1L << 31;

    private final MarketJson json;
    private final Instant now;

    /** @param now what {@code "now"} and {@code "now+2h"} in the file mean */
    public MarketFile(MarketJson json, Instant now) {
        this.json = json;
        this.now = Instant.ofEpochSecond(now.getEpochSecond());
    }

    public Market read(Path file) {
        try (InputStream source = Files.newInputStream(file)) {
            return read(String.valueOf(file.getFileName()), source);
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": no such file", e);
        } catch (IOException e) {
            throw new BadInputException(file + ": can't be read: " + e.getMessage(), e);
        }
    }

    /** @param name how faults call the source */
    public Market read(String name, InputStream source) throws IOException {
        String title = name;
        List<Party> parties = new ArrayList<>();
        List<Listing> listings = new ArrayList<>();
        List<Market.BlobPath> blobs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Lines lines = new Lines(
                new InputStreamReader(unpacked(source), StandardCharsets.UTF_8.newDecoder()), LONGEST_LINE, MOST_LINES);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.isBlank()) {
                    continue;
                }
                ObjectNode node = json.parse(line);
                if (lines.first()) {
                    title = header(node);
                } else if (node.has("party")) {
                    parties.add(unique(seen, json.read(node.get("party"), Party.class)));
                } else if (node.has("offer")) {
                    listings.add(unique(seen, json.read(dated(node.get("offer")), Offer.class)));
                } else if (node.has("demand")) {
                    listings.add(unique(seen, json.read(dated(node.get("demand")), Demand.class)));
                } else if (node.has("blob")) {
                    blobs.add(json.read(node.get("blob"), Market.BlobPath.class));
                } else {
                    throw new BadInputException("want a party, an offer, a demand or a blob");
                }
            }
        } catch (BadInputException e) {
            throw new BadInputException(name + ", line " + lines.number() + ": " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new BadInputException(name + ", line " + (lines.number() + 1) + ": not UTF-8", e);
        }
        if (lines.number() == 0) {
            throw new BadInputException(name + ": empty; want a first line {\"format\":\"" + FORMAT + "\"}");
        }
        return new Market(title, parties, listings, blobs);
    }

    /** Gzip is known by its first two bytes. */
    private static InputStream unpacked(InputStream source) throws IOException {
        InputStream buffered = new BufferedInputStream(source, 1 << 16);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    /** One listing as a person or a peer sends it, with relative times resolved. */
    public Listing listing(ObjectNode node) {
        return node.has("offer")
                ? json.read(dated(node.get("offer")), Offer.class)
                : json.read(dated(node.path("demand")), Demand.class);
    }

    public void write(Path file, Market market) throws IOException {
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw;
                Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            writer.write(json.write(Map.of("format", FORMAT))
                    .replace("}", ",\"name\":" + json.write(market.name()) + "}\n"));
            for (Market.BlobPath blob : market.blobs()) {
                writer.write(json.write(Map.of("blob", blob)) + "\n");
            }
            for (Party party : market.parties()) {
                writer.write(json.write(Map.of("party", party)) + "\n");
            }
            for (Listing listing : market.listings()) {
                writer.write(json.write(Map.of(listing instanceof Offer ? "offer" : "demand", listing)) + "\n");
            }
        }
    }

    private static String header(ObjectNode node) {
        if (!node.path("format").asString("").equals(FORMAT)) {
            throw new BadInputException("want {\"format\":\"" + FORMAT + "\"} on the first line");
        }
        return node.path("name").asString("market");
    }

    private static <T> T unique(Set<String> seen, T thing) {
        String key = thing instanceof Party party
                ? "party " + party.id()
                : thing instanceof Offer offer ? "listing " + offer.id() : "listing " + ((Demand) thing).id();
        if (!seen.add(key)) {
            throw new BadInputException(key + " is there twice");
        }
        return thing;
    }

    /** A copy in which the windows' relative times are absolute. */
    private JsonNode dated(JsonNode listing) {
        JsonNode copy = listing.deepCopy();
        date(copy.get("window"));
        copy.path("requirements").forEach(requirement -> date(requirement.get("window")));
        return copy;
    }

    private void date(@Nullable JsonNode window) {
        if (window instanceof ObjectNode object) {
            for (String end : List.of("from", "until")) {
                String text = object.path(end).asString("");
                if (text.startsWith("now")) {
                    object.put(end, RelativeTime.parse(text, now).toString());
                }
            }
        }
    }

    /** Lines with a limit on their length and number. */
    private static final class Lines {
        private final BufferedReader reader;
        private final int longest;
        private final int most;
        private int number;
        private long characters;

        Lines(Reader reader, int longest, int most) {
            this.reader = new BufferedReader(reader, 1 << 16);
            this.longest = longest;
            this.most = most;
        }

        int number() {
            return number;
        }

        boolean first() {
            return number == 1;
        }

        @Nullable
        String next() throws IOException {
            StringBuilder line = new StringBuilder();
            int c = reader.read();
            if (c < 0) {
                return null;
            }
            number++;
            for (; c >= 0 && c != '\n'; c = reader.read()) {
                if (line.length() >= longest) {
                    throw new BadInputException("longer than " + longest + " characters");
                }
                if (++characters > MOST_CHARACTERS) {
                    throw new BadInputException("more than " + MOST_CHARACTERS + " characters in all");
                }
                line.append((char) c);
            }
            if (number > most) {
                throw new BadInputException("more than " + most + " lines");
            }
            return line.toString();
        }
    }
}
