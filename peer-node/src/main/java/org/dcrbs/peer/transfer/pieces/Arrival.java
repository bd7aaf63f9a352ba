package org.dcrbs.peer.transfer.pieces;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that is arriving, in a folder of its own: its contents as far as they are there, and a map with the table of its
 * pieces and a mark for each that is. A mark is written after its piece and neither is forced to disk, so after a power cut
 * a mark may stand for nothing: the SHA-256 of the whole shows it.
 */
public final class Arrival implements Closeable {
    private static final String CONTENTS = "contents";
    private static final String MAP = "map";
    private static final long MAGIC = 0x4443524253504331L;
    private static final int MOST_PIECES = 1 << 26;

    private final Path folder;
    private final Head head;
    private final FileChannel contents;
    private final FileChannel map;

    /**
     * What does not change while it arrives.
     *
     * @param witness whose table it is
     */
    record Head(String name, String witness, PieceTable table) {}

    private Arrival(Path folder, Head head, boolean writing) throws IOException {
        this.folder = folder;
        this.head = head;
        this.contents = open(folder.resolve(CONTENTS), writing);
        this.map = open(folder.resolve(MAP), writing);
    }

    private static FileChannel open(Path file, boolean writing) throws IOException {
        return writing
                ? FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : FileChannel.open(file, StandardOpenOption.READ);
    }

    /** A new one; what is in the folder already is written over. */
    static Arrival begin(Path folder, Head head) throws IOException {
        Files.createDirectories(folder);
        Path draft = folder.resolve(MAP + ".part");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(MAGIC);
            out.writeLong(head.table().bytes());
            out.writeUTF(head.name());
            out.writeUTF(head.witness());
            head.table().hashes().writeTo(out);
            out.write(new byte[head.table().count()]);
        }
        Files.write(draft, bytes.toByteArray());
        Files.move(draft, folder.resolve(MAP), StandardCopyOption.ATOMIC_MOVE);
        return new Arrival(folder, head, true);
    }

    /** The one that was begun in the folder, if there is one. */
    static Optional<Arrival> resume(Path folder) throws IOException {
        Optional<Head> head = head(folder);
        return head.isPresent() ? Optional.of(new Arrival(folder, head.get(), true)) : Optional.empty();
    }

    /** To read along with what arrives. */
    public static Optional<Arrival> watch(Path folder) throws IOException {
        Optional<Head> head = head(folder);
        return head.isPresent() ? Optional.of(new Arrival(folder, head.get(), false)) : Optional.empty();
    }

    private static Optional<Head> head(Path folder) throws IOException {
        Path map = folder.resolve(MAP);
        if (!Files.isRegularFile(map) || !Files.isRegularFile(folder.resolve(CONTENTS))) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(map))) {
            long magic = in.readLong();
            long bytes = in.readLong();
            if (magic != MAGIC || bytes < 1 || bytes / PieceTable.PIECE_BYTES >= MOST_PIECES) {
                return Optional.empty();
            }
            String name = in.readUTF();
            String witness = in.readUTF();
            byte[] hashes = in.readNBytes(PieceTable.count(bytes) * PieceTable.HASH_BYTES);
            return Optional.of(new Head(name, witness, new PieceTable(bytes, ByteString.copyFrom(hashes))));
        } catch (EOFException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String name() {
        return head.name();
    }

    String witness() {
        return head.witness();
    }

    PieceTable table() {
        return head.table();
    }

    public long bytes() {
        return head.table().bytes();
    }

    /** Marks are the map's last bytes. */
    private long mark(int piece) throws IOException {
        return map.size() - table().count() + piece;
    }

    long missingBytes() throws IOException {
        long missing = 0;
        for (int piece = 0; piece < table().count(); piece++) {
            missing += has(piece) ? 0 : table().length(piece);
        }
        return missing;
    }

    /** Whether the piece is there. */
    boolean has(int piece) throws IOException {
        ByteBuffer mark = ByteBuffer.allocate(1);
        return map.read(mark, mark(piece)) == 1 && mark.get(0) == 1;
    }

    private void mark(int piece, boolean there) throws IOException {
        map.write(ByteBuffer.wrap(new byte[] {(byte) (there ? 1 : 0)}), mark(piece));
    }

    void write(int piece, ByteBuffer data) throws IOException {
        long offset = PieceTable.offset(piece);
        while (data.hasRemaining()) {
            offset += contents.write(data, offset);
        }
        mark(piece, true);
    }

    /** To be fetched again. */
    void forget(int piece) throws IOException {
        mark(piece, false);
    }

    /** Fills the buffer from the file's offset on, as far as the file goes. */
    void read(ByteBuffer into, long offset) throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int read = contents.read(into, at);
            if (read < 0) {
                return;
            }
            at += read;
        }
    }

    void force() throws IOException {
        contents.force(true);
    }

    Path contents() {
        return folder.resolve(CONTENTS);
    }

    /** Takes the folder away, with what is left in it. */
    static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    @Override
    public void close() throws IOException {
        contents.close();
        map.close();
    }
}
