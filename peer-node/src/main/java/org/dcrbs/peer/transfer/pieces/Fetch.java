package org.dcrbs.peer.transfer.pieces;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.peer.traffic.Flow;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;

/**
 * Fetches one file from those who hold it, and goes on where an earlier fetch into the same folder stopped.
 *
 * <p>Nothing ties a table of pieces to the file's SHA-256 before the whole is there. Whose table it is, the witness, is
 * therefore taken at its word for its own pieces too, and all others' are held against the table. If the whole is wrong
 * then, either pieces don't fit the table and are fetched again, each checked; or all do, and the table was false.
 */
public final class Fetch {
    private static final int LONGEST_NAME = 1000;

    private final FileReceive file;
    private final Path folder;
    private final List<Holder> holders;
    private final Means means;
    private final BooleanSupplier unwanted;
    private boolean checksAll;

    /**
     * What a node fetches by, whatever the file.
     *
     * @param in what the node may receive
     */
    public record Means(Dialler dialler, Pace pace, Flow in, DiskRoom room) {}

    /** @param folder of this file alone */
    public Fetch(FileReceive file, Path folder, Means means, BooleanSupplier unwanted) {
        this.file = file;
        this.folder = folder;
        this.holders = file.getHoldersList().stream()
                .map(place -> new Holder(place, means.pace().pause()))
                .toList();
        this.means = means;
        this.unwanted = unwanted;
    }

    /** The whole file, forced to disk, its hash right: to be moved out of the folder. */
    public Path run() throws IOException, InterruptedException {
        if (file.getSha256().size() != PieceTable.HASH_BYTES || file.getBytes() < 1) {
            throw new IOException("a file of " + Long.toUnsignedString(file.getBytes()) + " bytes with a hash of "
                    + file.getSha256().size() + " can't be fetched");
        }
        while (true) {
            try (Arrival arrival = arrival();
                    DiskRoom.Kept room = means.room().keep(arrival.missingBytes())) {
                if (gather(arrival, room).equals(file.getSha256())) {
                    arrival.force();
                    return arrival.contents();
                }
                if (checksAll || !forgetWrongPieces(arrival)) {
                    falseTable(arrival.witness());
                }
                checksAll = true;
            }
        }
    }

    private void falseTable(String witness) throws IOException {
        holders.forEach(Holder::absolve);
        holders.stream()
                .filter(holder -> holder.party().equals(witness))
                .forEach(holder -> holder.ban("gave a table of pieces that is not that of the file", false));
        Arrival.remove(folder);
    }

    private ByteString gather(Arrival arrival, DiskRoom.Kept room) throws IOException, InterruptedException {
        Wanted wanted = new Wanted(folder);
        try (Gathering gathering = new Gathering(arrival, wanted, holders, means, room, checksAll)) {
            return gathering.await(unwanted);
        }
    }

    /** Whether there were any. */
    private static boolean forgetWrongPieces(Arrival arrival) throws IOException {
        PieceTable table = arrival.table();
        ByteBuffer buffer = ByteBuffer.allocate(PieceTable.PIECE_BYTES);
        boolean any = false;
        for (int piece = 0; piece < table.count(); piece++) {
            buffer.clear().limit(table.length(piece));
            arrival.read(buffer, PieceTable.offset(piece));
            if (!table.holds(piece, buffer.flip())) {
                arrival.forget(piece);
                any = true;
            }
        }
        return any;
    }

    private Arrival arrival() throws IOException, InterruptedException {
        Optional<Arrival> begun = Arrival.resume(folder);
        if (begun.isPresent()) {
            if (begun.get().bytes() == file.getBytes()) {
                return begun.get();
            }
            begun.get().close();
        }
        Arrival.remove(folder);
        // Asked before anybody is dialled.
        means.room().keep(file.getBytes()).close();
        Files.createDirectories(folder.toAbsolutePath().getParent());
        String name = file.getName()
                .substring(0, Math.min(LONGEST_NAME, file.getName().length()));
        return Arrival.begin(folder, witnessed(name));
    }

    /** The first table that is to be had. */
    private Arrival.Head witnessed(String name) throws IOException, InterruptedException {
        long since = System.nanoTime();
        while (true) {
            for (Holder holder : holders) {
                Optional<PieceTable> table = holder.takeLine(1) ? tableOf(holder) : Optional.empty();
                if (table.isPresent()) {
                    return new Arrival.Head(name, holder.party(), table.get());
                }
            }
            if (unwanted.getAsBoolean()) {
                throw new IOException("not wanted any more");
            }
            if (holders.stream().anyMatch(Holder::putsOff)) {
                since = System.nanoTime();
            }
            if (holders.stream().allMatch(Holder::isBanned)
                    || System.nanoTime() - since > means.pace().patience().toNanos()) {
                throw new NoHolderException(holders);
            }
            Thread.sleep(Math.min(100, means.pace().pause().toMillis()));
        }
    }

    private Optional<PieceTable> tableOf(Holder holder) {
        if (holder.hasFailed()) {
            holder.moved(means.dialler().whereabouts(holder.place()));
        }
        try (LeaseLine line = means.dialler().dial(holder.place())) {
            ByteString hashes = ByteString.EMPTY;
            long due = (long) PieceTable.count(file.getBytes()) * PieceTable.HASH_BYTES;
            while (hashes.size() < due) {
                LeaseAnswer.FileTable part = line.ask(LeaseCall.newBuilder()
                                .setFileTable(LeaseCall.FileTable.newBuilder()
                                        .setFrom(hashes.size() / PieceTable.HASH_BYTES)))
                        .getFileTable();
                int more = part.getHashes().size();
                if (part.getBytes() != file.getBytes()
                        || more == 0
                        || more % PieceTable.HASH_BYTES != 0
                        || hashes.size() + more > due) {
                    holder.ban(
                            "gave a table of " + more + " bytes for a file of " + Long.toUnsignedString(part.getBytes())
                                    + ", not one of " + file.getBytes(),
                            false);
                    return Optional.empty();
                }
                hashes = hashes.concat(part.getHashes());
            }
            return Optional.of(new PieceTable(file.getBytes(), hashes));
        } catch (RefusedException e) {
            Gathering.refused(holder, e);
            return Optional.empty();
        } catch (IOException e) {
            holder.failed(String.valueOf(e.getMessage()));
            return Optional.empty();
        } finally {
            holder.freeLine();
        }
    }

    /** Clears away what a fetch has left in its folder. */
    public static void clear(Path folder) throws IOException {
        Arrival.remove(folder);
    }

    /** Where a file of that hash arrives, below the folder for all of them. */
    public static Path folder(Path arriving, ByteString sha256) {
        return arriving.resolve(HexFormat.of().formatHex(sha256.toByteArray()));
    }
}
