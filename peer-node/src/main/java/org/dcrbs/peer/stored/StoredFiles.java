package org.dcrbs.peer.stored;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
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
    private final Givers givers;
    private final Shelf shelf;
    private final Path workplace;
    private final Consumer<String> tell;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param workplace a folder for what is under way; what is in it is deleted
     * @param tell a line for the owner
     */
    public StoredFiles(Givers givers, Shelf shelf, Path workplace, Consumer<String> tell) {
        this.givers = givers;
        this.shelf = shelf;
        this.workplace = workplace;
        this.tell = tell;
    }

    /**
     * Stores the file. After an interruption the same call goes on where it was.
     *
     * @param data how many pieces are needed to get it back
     * @param parity how many may be lost
     * @throws IllegalArgumentException if that name is taken, the file is empty, or there are too few givers
     */
    public StoredFile put(Path file, String name, int data, int parity) throws IOException, InterruptedException {
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
        try {
            List<Path> pieces = new Striping(data, parity).cut(file, emptied());
            List<StoredFile.Piece> placed = new ArrayList<>();
            for (int number = 0; number < pieces.size(); number++) {
                placed.add(placed(number, pieces.get(number), leases));
            }
            StoredFile stored = new StoredFile(name, Files.size(file), whole, data, placed);
            shelf.keep(stored);
            return stored;
        } finally {
            emptied();
        }
    }

    /** With the first of them that takes it; that one is then taken off the list. */
    private StoredFile.Piece placed(int number, Path piece, List<Lease> leases)
            throws IOException, InterruptedException {
        KeptBlobs.Marks marks = KeptBlobs.marks(piece);
        long bytes = Files.size(piece);
        while (!leases.isEmpty()) {
            Lease lease = leases.remove(0);
            try (LeaseLine line = givers.dial(lease)) {
                givers.use(lease);
                tell.accept("piece " + number + " of " + bytes + " bytes to " + lease.getGiver());
                new KeptBlobs(line).put(piece, marks.sha256(), progress(bytes));
                return new StoredFile.Piece(marks.sha256(), marks.root(), lease.getGiver(), lease.getOrderId());
            } catch (IOException | RefusedException e) {
                tell.accept("  " + lease.getGiver() + " does not take it: " + e.getMessage());
            }
        }
        throw new IOException("nobody is left to take piece " + number);
    }

    private java.util.function.LongConsumer progress(long bytes) {
        long[] told = {0};
        return there -> {
            long percent = there * 100 / bytes;
            if (percent >= told[0] + 10 && percent < 100) {
                told[0] = percent;
                tell.accept("  " + percent + " %");
            }
        };
    }

    /** @throws IOException if fewer pieces are left than are needed; the target is then as it was */
    public void get(StoredFile file, Path target) throws IOException, InterruptedException {
        try {
            Path whole = fetched(file);
            Files.move(whole, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            emptied();
        }
    }

    private Path fetched(StoredFile file) throws IOException, InterruptedException {
        Path folder = emptied();
        SortedMap<Integer, Path> pieces = new TreeMap<>();
        List<Lease> leases = givers.leases();
        for (int number = 0; number < file.pieces().size() && pieces.size() < file.data(); number++) {
            StoredFile.Piece piece = file.pieces().get(number);
            Path draft = folder.resolve("got-" + number);
            try (LeaseLine line = givers.dial(leaseOf(piece, leases))) {
                new KeptBlobs(line).get(piece.sha256(), file.pieceBytes(), draft);
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
        try {
            Path whole = fetched(file);
            Path folder = Files.createDirectories(workplace.resolve("again"));
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
        } finally {
            emptied();
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

    private Path emptied() throws IOException {
        if (Files.isDirectory(workplace)) {
            delete(workplace);
        }
        return Files.createDirectories(workplace);
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isDirectory(file)) {
                    delete(file);
                } else {
                    Files.delete(file);
                }
            }
        }
        Files.delete(folder);
    }
}
