package org.dcrbs.peer.direct.book;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.document.Draft;
import org.dcrbs.peer.work.DurableFolder;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.proof.OpenKey;
import org.jspecify.annotations.Nullable;

/** The contracts of a node, one file each. Several programs may use the same books: each change is made under a lock. */
public final class Books {
    private static final String FILE_ENDING = ".json";
    /** A file lock keeps other programs out, but not other threads of this one. */
    private static final Map<Path, Object> WITHIN = new ConcurrentHashMap<>();

    private final OpenKey own;
    private final Path folder;
    private final Path lock;

    private Books(OpenKey own, Path folder, Path lock) {
        this.own = own;
        this.folder = folder;
        this.lock = lock;
    }

    /** @param own by which key this side is known in the contracts */
    public static Books open(Path direct, OpenKey own) throws IOException {
        Path folder = direct.resolve("books");
        Files.createDirectories(folder);
        return new Books(own, folder, direct.resolve("books.lock"));
    }

    public OpenKey own() {
        return own;
    }

    /** What a change makes of an entry: the entry to keep, which may be the one that was. */
    public interface Change {
        /** @param now the entry as it is; null if there is none */
        Entry apply(@Nullable Entry now) throws IOException;
    }

    /** Changes one entry, or makes it; nobody else changes any meanwhile. Durable when it returns. */
    public Entry change(String deal, Change change) throws IOException {
        synchronized (WITHIN.computeIfAbsent(lock.toAbsolutePath().normalize(), path -> new Object())) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                Entry now = find(deal).orElse(null);
                Entry next = change.apply(now);
                if (held.isValid() && !next.equals(now)) {
                    DurableFolder.open(folder).put(deal + FILE_ENDING, CanonicalJson.bytes(next.json()));
                }
                return next;
            }
        }
    }

    public Optional<Entry> find(String deal) throws IOException {
        Path file = folder.resolve(Draft.checkDeal(deal) + FILE_ENDING);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** In the order in which they were made. */
    public List<Entry> all() throws IOException {
        List<Entry> all = new ArrayList<>();
        for (String name : DurableFolder.reading(folder).names()) {
            if (name.endsWith(FILE_ENDING)) {
                all.add(read(folder.resolve(name)));
            }
        }
        all.sort(Comparator.comparing((Entry entry) -> entry.contract().draft().made())
                .thenComparing(Entry::deal));
        return all;
    }

    public List<Entry> with(OpenKey partner) throws IOException {
        return all().stream()
                .filter(entry -> entry.contract().draft().partnerOf(own).equals(partner))
                .toList();
    }

    /** What the partner owes this node; below nothing if this node owes. */
    public Credits balance(OpenKey partner) throws IOException {
        Credits sum = Credits.ZERO;
        for (Entry entry : with(partner)) {
            sum = sum.plus(entry.balance(own));
        }
        return sum;
    }

    /** What the partner may come to owe: its balance, and what open contracts, this one among them, will add. */
    public Credits exposure(OpenKey partner, Entry besides, Instant now) throws IOException {
        Credits sum = balance(partner).plus(besides.pending(own));
        for (Entry entry : with(partner)) {
            if (entry.open(now) && !entry.deal().equals(besides.deal())) {
                sum = sum.plus(entry.pending(own));
            }
        }
        return sum;
    }

    /** How many of this node's offer are sold or promised. */
    public long taken(String offer, Predicate<Entry> counts) throws IOException {
        long taken = 0;
        for (Entry entry : all()) {
            taken += entry.contract().draft().legs().stream()
                    .filter(leg -> leg.giver().equals(own) && leg.offer().equals(offer) && counts.test(entry))
                    .count();
        }
        return taken;
    }

    /** Whether this node has that file under a contract, or will. */
    public boolean takes(String sha256, Predicate<Entry> counts) throws IOException {
        return all().stream()
                .filter(counts)
                .flatMap(entry -> entry.contract().draft().legs().stream())
                .anyMatch(leg -> leg.taker().equals(own) && leg.sent().sha256().equals(sha256));
    }

    private static Entry read(Path file) throws IOException {
        try {
            String name = String.valueOf(file.getFileName());
            return Entry.read(JsonFields.of(name, CanonicalJson.read(name, Files.readAllBytes(file))));
        } catch (IllegalArgumentException e) {
            throw new IOException("the books in " + file.getParent() + " are damaged: " + e.getMessage(), e);
        }
    }
}
