package org.dcrbs.peer.stored;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;

/**
 * Stores files with those who lease storage to the member, a piece with each, gets them back from as many as are needed, and
 * looks after them.
 */
public final class StoredFiles {
    /** A giver that gets a new certificate, say, is back at once. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Givers givers;
    private final Shelf shelf;
    private final Path workplaces;
    private final Consumer<String> tell;
    private final Perseverance lines;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param workplaces a folder for what is under way
     * @param tell a line for the owner
     */
    public StoredFiles(Givers givers, Shelf shelf, Path workplaces, Consumer<String> tell) {
        this.givers = givers;
        this.shelf = shelf;
        this.workplaces = workplaces;
        this.tell = tell;
        this.lines = new Perseverance(givers, tell, PAUSE);
    }

    /**
     * Stores the file. After an interruption the same call goes on where it was.
     *
     * @param data how many pieces are needed to get it back
     * @param parity how many may be lost
     * @throws IllegalArgumentException if that name is taken or none, the file is empty, or there are too few givers
     */
    public StoredFile put(Path file, String name, int data, int parity) throws IOException, InterruptedException {
        StoredFile.checkName(name);
        Striping striping = new Striping(data, parity);
        if (shelf.find(name).isPresent()) {
            throw new IllegalArgumentException("a file " + name + " is stored already");
        }
        if (Files.size(file) < 1) {
            throw new IllegalArgumentException(file + " is empty");
        }
        String whole = KeptBlobs.marks(file).sha256();
        List<Lease> leases = new ArrayList<>(byGiver(List.of()));
        if (leases.size() < data + parity) {
            throw new IllegalArgumentException(
                    data + "+" + parity + " pieces want as many members who lease storage to you,"
                            + " and can be called; there are " + leases.size());
        }
        try (Workplace workplace = Workplace.open(workplaces)) {
            List<Path> pieces = striping.cut(file, workplace.folder());
            List<StoredFile.Piece> placed = new ArrayList<>();
            for (int number = 0; number < pieces.size(); number++) {
                placed.add(placed(number, pieces.get(number), leases));
            }
            StoredFile stored = new StoredFile(name, Files.size(file), whole, data, placed);
            shelf.keep(stored);
            return stored;
        }
    }

    /** With the first of them that takes it; that one is then taken off the list. */
    private StoredFile.Piece placed(int number, Path piece, List<Lease> leases)
            throws IOException, InterruptedException {
        KeptBlobs.Marks marks = KeptBlobs.marks(piece);
        long bytes = Files.size(piece);
        while (!leases.isEmpty()) {
            Lease lease = leases.remove(0);
            try {
                tell.accept("piece " + number + " of " + bytes + " bytes to " + lease.getGiver());
                givers.dial(lease).close();
                givers.use(lease);
                lines.run(lease, bytes, (blobs, progress) -> blobs.put(piece, marks.sha256(), progress));
                return new StoredFile.Piece(marks.sha256(), marks.root(), lease.getGiver(), lease.getOrderId());
            } catch (IOException | RefusedException e) {
                tell.accept("  " + lease.getGiver() + " does not take it: " + e.getMessage());
            }
        }
        throw new IOException("nobody is left to take piece " + number);
    }

    /** @throws IOException if fewer pieces are left than are needed; the target is then as it was */
    public void get(StoredFile file, Path target) throws IOException, InterruptedException {
        try (Workplace workplace = Workplace.open(workplaces)) {
            Path whole = fetched(file, workplace.folder());
            Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path fetched(StoredFile file, Path folder) throws IOException, InterruptedException {
        SortedMap<Integer, Path> pieces = new TreeMap<>();
        List<Lease> leases = givers.leases();
        for (int number = 0; number < file.pieces().size() && pieces.size() < file.data(); number++) {
            StoredFile.Piece piece = file.pieces().get(number);
            Path draft = folder.resolve("got-" + number);
            try {
                lines.run(
                        leaseOf(piece, leases),
                        file.pieceBytes(),
                        (blobs, progress) -> blobs.get(piece.sha256(), file.pieceBytes(), draft, progress));
                pieces.put(number, draft);
            } catch (IOException | RefusedException e) {
                tell.accept("piece " + number + " of " + piece.giver() + " is not to be had: " + e.getMessage());
            }
        }
        if (pieces.size() < file.data()) {
            throw new IOException("only " + pieces.size() + " of the " + file.data() + " pieces that are needed of "
                    + file.name() + " are left");
        }
        Path whole = folder.resolve("whole");
        new Striping(file.data(), file.parity()).join(pieces, file.bytes(), whole);
        if (!KeptBlobs.marks(whole).sha256().equals(file.sha256())) {
            throw new IOException("the pieces of " + file.name() + " do not make the file that was stored");
        }
        return whole;
    }

    /** The numbers of the pieces that their givers can't show when asked for a leaf by chance. */
    public List<Integer> audit(StoredFile file) throws IOException, InterruptedException {
        List<Integer> missing = new ArrayList<>();
        List<Lease> leases = givers.leases();
        for (int number = 0; number < file.pieces().size(); number++) {
            StoredFile.Piece piece = file.pieces().get(number);
            long leaf = random.nextLong(KeptBlobs.leaves(file.pieceBytes()));
            String found = "is there";
            try (LeaseLine line = givers.dial(leaseOf(piece, leases))) {
                if (!new KeptBlobs(line).proves(piece, file.pieceBytes(), leaf)) {
                    found = "is not what was stored";
                    missing.add(number);
                }
            } catch (IOException | RefusedException e) {
                found = "can't be shown: " + e.getMessage();
                missing.add(number);
            }
            tell.accept(
                    file.name() + ", piece " + number + " at " + piece.giver() + " (" + piece.order() + ") " + found);
        }
        return missing;
    }

    /** Makes the pieces anew that are missing, and stores them with others. */
    public StoredFile repair(StoredFile file) throws IOException, InterruptedException {
        List<Integer> missing = audit(file);
        if (missing.isEmpty()) {
            return file;
        }
        try (Workplace workplace = Workplace.open(workplaces)) {
            Path whole = fetched(file, workplace.folder());
            Path folder = Files.createDirectories(workplace.folder().resolve("again"));
            List<Path> pieces = new Striping(file.data(), file.parity()).cut(whole, folder);
            // Nor with who has lost one: it may say that it has it.
            List<String> had =
                    file.pieces().stream().map(StoredFile.Piece::giver).toList();
            List<Lease> others = new ArrayList<>(byGiver(had));
            StoredFile mended = file;
            for (int number : missing) {
                mended = mended.with(number, placed(number, pieces.get(number), others));
                shelf.keep(mended);
            }
            return mended;
        }
    }

    /** Also if some of the givers can't be reached: what they keep ends with their leases. */
    public void delete(StoredFile file) throws IOException, InterruptedException {
        List<Lease> leases = givers.leases();
        for (StoredFile.Piece piece : file.pieces()) {
            try (LeaseLine line = givers.dial(leaseOf(piece, leases))) {
                new KeptBlobs(line).delete(piece.sha256());
            } catch (IOException | RefusedException e) {
                tell.accept("  " + piece.giver() + ": " + e.getMessage());
            }
        }
        shelf.forget(file);
    }

    private static Lease leaseOf(StoredFile.Piece piece, List<Lease> leases) throws IOException {
        return leases.stream()
                .filter(lease -> lease.getOrderId().equals(piece.order()))
                .findFirst()
                .orElseThrow(() -> new IOException("the lease " + piece.order() + " is over"));
    }

    /** The largest lease of each giver who can be called and is none of those, in the order of their names. */
    private List<Lease> byGiver(List<String> not) throws IOException, InterruptedException {
        SortedMap<String, Lease> largest = new TreeMap<>();
        for (Lease lease : givers.leases()) {
            if (!lease.getDoor().isEmpty() && !not.contains(lease.getGiver())) {
                largest.merge(
                        lease.getGiver(),
                        lease,
                        (one, other) -> java.util.Collections.max(
                                List.of(one, other), Comparator.comparingLong(Lease::getAmount)));
            }
        }
        return List.copyOf(largest.values());
    }
}
