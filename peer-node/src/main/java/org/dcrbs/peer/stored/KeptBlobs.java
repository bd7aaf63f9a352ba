package org.dcrbs.peer.stored;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.protocol.proof.MerkleTree;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;
import org.dcrbs.protocol.v1.StorageProof;

/** The blobs in one leased piece of disk, over the line to the node that keeps it. Nothing it answers is believed unchecked. */
public final class KeptBlobs {
    private static final int PIECE_BYTES = 512 << 10;

    private final LeaseLine line;

    public KeptBlobs(LeaseLine line) {
        this.line = line;
    }

    /** What a blob is known by, both hexadecimal. */
    public record Marks(String sha256, String root) {}

    public static Marks marks(Path file) throws IOException {
        var digest = Sha256.digest();
        List<byte[]> leaves = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = in.readNBytes(MerkleTree.LEAF_BYTES);
            while (piece.length > 0) {
                digest.update(piece);
                leaves.add(MerkleTree.leafHash(piece));
                piece = in.readNBytes(MerkleTree.LEAF_BYTES);
            }
        }
        return new Marks(hex(digest.digest()), hex(new MerkleTree(leaves).root()));
    }

    /**
     * Sends the file, from where an earlier attempt ended; does nothing if it is there.
     *
     * @param progress told how many bytes are there
     */
    public void put(Path file, String sha256, LongConsumer progress) throws IOException, RefusedException {
        long total = Files.size(file);
        LeaseCall.PutPiece.Builder put = LeaseCall.PutPiece.newBuilder()
                .setSha256(ByteString.fromHex(sha256))
                .setTotalBytes(total);
        LeaseAnswer.Received received = received(put);
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            while (!received.getWhole()) {
                long at = received.getBytes();
                if (at < 0 || at >= total) {
                    throw new IOException(line.giver() + " says that it has " + at + " of " + total + " bytes");
                }
                byte[] piece = new byte[(int) Math.min(PIECE_BYTES, total - at)];
                in.seek(at);
                in.readFully(piece);
                received = received(put.setOffset(at).setData(ByteString.copyFrom(piece)));
                progress.accept(received.getBytes());
            }
        }
    }

    private LeaseAnswer.Received received(LeaseCall.PutPiece.Builder put) throws IOException, RefusedException {
        LeaseAnswer answer = line.ask(LeaseCall.newBuilder().setPutPiece(put));
        if (!answer.hasReceived()) {
            throw strange();
        }
        return answer.getReceived();
    }

    /**
     * Fetches the blob, from where an earlier attempt at the same target ended.
     *
     * @param progress told how many bytes are there
     * @throws IOException also if what came is not what the hash says; the target is then gone
     */
    public void get(String sha256, long bytes, Path target, LongConsumer progress)
            throws IOException, RefusedException {
        long at = Files.exists(target) ? Files.size(target) : 0;
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (at < bytes) {
                LeaseAnswer answer = line.ask(LeaseCall.newBuilder()
                        .setGetPiece(LeaseCall.GetPiece.newBuilder()
                                .setSha256(ByteString.fromHex(sha256))
                                .setOffset(at)));
                BlobChunk piece = answer.getPiece();
                if (!answer.hasPiece()
                        || piece.getData().isEmpty()
                        || at + piece.getData().size() > bytes) {
                    throw strange();
                }
                piece.getData().writeTo(out);
                at += piece.getData().size();
                progress.accept(at);
            }
        }
        if (!marks(target).sha256().equals(sha256)) {
            Files.delete(target);
            throw new IOException("what " + line.giver() + " gave is not what was stored there");
        }
    }

    public void delete(String sha256) throws IOException, RefusedException {
        var unused = line.ask(LeaseCall.newBuilder()
                .setDeleteBlob(LeaseCall.DeleteBlob.newBuilder().setSha256(ByteString.fromHex(sha256))));
    }

    /** Whether the giver can show a leaf that it can't have foreseen. */
    public boolean proves(StoredFile.Piece piece, long bytes, long leaf) throws IOException, RefusedException {
        LeaseAnswer answer = line.ask(LeaseCall.newBuilder()
                .setProveBlob(LeaseCall.ProveBlob.newBuilder()
                        .setSha256(ByteString.fromHex(piece.sha256()))
                        .setLeaf(leaf)));
        StorageProof proof = answer.getProof();
        return answer.hasProof()
                && MerkleTree.proves(
                        HexFormat.of().parseHex(piece.root()),
                        leaves(bytes),
                        leaf,
                        proof.getPiece().toByteArray(),
                        proof.getPathList().stream()
                                .map(ByteString::toByteArray)
                                .toList());
    }

    /** How many leaves the tree of a blob of that size has. */
    public static long leaves(long bytes) {
        return (bytes + MerkleTree.LEAF_BYTES - 1) / MerkleTree.LEAF_BYTES;
    }

    private IOException strange() {
        return new IOException(line.giver() + " answered something else than was asked for");
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
