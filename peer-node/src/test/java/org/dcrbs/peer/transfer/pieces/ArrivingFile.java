package org.dcrbs.peer.transfer.pieces;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.peer.execute.Sha256;

/** A file that arrives piece by piece as a test says. */
public final class ArrivingFile implements Closeable {
    private final Arrival arrival;
    private final Path folder;
    private final byte[] contents;

    private ArrivingFile(Arrival arrival, Path folder, byte[] contents) {
        this.arrival = arrival;
        this.folder = folder;
        this.contents = contents;
    }

    public static ArrivingFile begin(Path arriving, String name, byte[] contents) throws IOException {
        Path whole = Files.createTempFile("arriving", null);
        try {
            PieceTable table = PieceTable.of(Files.write(whole, contents)).table();
            Path folder = Fetch.folder(arriving, ByteString.copyFrom(Sha256.of(contents)));
            return new ArrivingFile(Arrival.begin(folder, new Arrival.Head(name, "lab", table)), folder, contents);
        } finally {
            Files.delete(whole);
        }
    }

    public void arrive(int piece) throws IOException {
        int offset = (int) PieceTable.offset(piece);
        arrival.write(piece, ByteBuffer.wrap(contents, offset, arrival.table().length(piece)));
    }

    /** The piece that is asked for first. */
    public int wanted() {
        return new Wanted(folder).piece();
    }

    @Override
    public void close() throws IOException {
        arrival.close();
    }
}
