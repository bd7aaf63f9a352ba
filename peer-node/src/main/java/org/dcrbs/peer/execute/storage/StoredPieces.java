package org.dcrbs.peer.execute.storage;

import com.google.protobuf.ByteString;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.protocol.proof.MerkleTree;
import org.dcrbs.protocol.v1.StorageChallenge;
import org.dcrbs.protocol.v1.StorageProof;

/** What a challenge wants of a leased file. All of the file is read for it, so that nothing of it may be missing. */
final class StoredPieces {
    /** Looks whether to go on, and throws if not. */
    interface Pause {
        void look() throws InterruptedException;
    }

    private StoredPieces() {}

    /**
     * Empty if the file is not there, or not of the size that it should have.
     *
     * @param eachPiece comes between two pieces
     */
    static Optional<StorageProof> prove(Path file, StorageChallenge challenge, Pause eachPiece)
            throws IOException, InterruptedException {
        List<byte[]> hashes = new ArrayList<>();
        ByteString wanted = ByteString.EMPTY;
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] piece = in.readNBytes(MerkleTree.LEAF_BYTES);
            while (piece.length > 0 && hashes.size() < challenge.getLeaves()) {
                eachPiece.look();
                wanted = hashes.size() == challenge.getLeaf() ? ByteString.copyFrom(piece) : wanted;
                hashes.add(MerkleTree.leafHash(piece));
                piece = in.readNBytes(MerkleTree.LEAF_BYTES);
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        if (hashes.size() != challenge.getLeaves() || wanted.isEmpty()) {
            return Optional.empty();
        }
        StorageProof.Builder proof = StorageProof.newBuilder().setPiece(wanted);
        new MerkleTree(hashes)
                .path((int) challenge.getLeaf())
                .forEach(hash -> proof.addPath(ByteString.copyFrom(hash)));
        return Optional.of(proof.build());
    }
}
