package org.dcrbs.peer.stored;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;

/**
 * A file that is kept by others, in pieces of one size, the last data piece padded with zeros.
 *
 * @param sha256 of the whole, hexadecimal
 * @param data how many of the pieces are needed
 * @param pieces data first, then parity
 */
public record StoredFile(String name, long bytes, String sha256, int data, List<Piece> pieces) {
    /**
     * @param sha256 of the piece, hexadecimal
     * @param root of its Merkle tree, hexadecimal
     * @param giver who keeps it
     * @param order by which order
     */
    public record Piece(String sha256, String root, String giver, String order) {}

    private static final int MOST_NAME = 100;

    public StoredFile {
        checkName(name);
        pieces = List.copyOf(pieces);
        if (bytes < 1 || data < 1 || pieces.size() < data) {
            throw new IllegalArgumentException(
                    name + ": " + bytes + " bytes in " + data + " of " + pieces.size() + " pieces");
        }
    }

    /** @throws IllegalArgumentException if no file can be stored by that name, which is that of a file in the home, too */
    static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0," + (MOST_NAME - 1) + "}")) {
            throw new IllegalArgumentException("the name \"" + name.replaceAll("\\p{Cntrl}", "?") + "\": want 1 to "
                    + MOST_NAME + " letters, digits, dots, dashes or underscores, no dot first");
        }
    }

    public int parity() {
        return pieces.size() - data;
    }

    public long pieceBytes() {
        return pieceBytes(bytes, data);
    }

    static long pieceBytes(long bytes, int data) {
        return (bytes + data - 1) / data;
    }

    StoredFile with(int number, Piece piece) {
        List<Piece> changed = new ArrayList<>(pieces);
        changed.set(number, piece);
        return new StoredFile(name, bytes, sha256, data, changed);
    }

    static StoredFile read(JsonFields fields) {
        fields.only("name", "bytes", "sha256", "data", "pieces");
        List<Piece> pieces = new ArrayList<>();
        for (JsonFields each : fields.objects("pieces", ReedSolomon.MOST_SHARDS)) {
            pieces.add(new Piece(each.text("sha256"), each.text("root"), each.text("giver"), each.text("order")));
        }
        return new StoredFile(
                fields.text("name"),
                fields.whole("bytes", 1, Json.Whole.MOST),
                fields.text("sha256"),
                (int) fields.whole("data", 1, ReedSolomon.MOST_SHARDS),
                pieces);
    }

    Json.Members json() {
        List<Json> written = new ArrayList<>();
        for (Piece piece : pieces) {
            written.add(Json.object()
                    .with("sha256", piece.sha256())
                    .with("root", piece.root())
                    .with("giver", piece.giver())
                    .with("order", piece.order()));
        }
        return Json.object()
                .with("name", name)
                .with("bytes", bytes)
                .with("sha256", sha256)
                .with("data", data)
                .with("pieces", new Json.Items(written));
    }
}
