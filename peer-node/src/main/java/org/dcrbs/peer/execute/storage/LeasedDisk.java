package org.dcrbs.peer.execute.storage;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.FirstWrite;
import org.dcrbs.peer.execute.lease.Holding;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.proof.MerkleTree;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;
import org.dcrbs.protocol.v1.StorageChallenge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leased disk space: filled to prove that it is there, until the lessee's first piece takes the place of the fill. */
final class LeasedDisk implements Holding {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedDisk.class);
    private static final int MOST_BLOBS_AT_ONCE = 2000;

    private final HeldFile fill;
    private final Path blobs;
    private final long quota;
    private final WorkContext context;
    private @Nullable BlobSpace used;
    private boolean over;

    /** @param blobs the folder of what the lessee keeps; if it is there, the lessee uses the space already */
    LeasedDisk(HeldFile fill, Path blobs, long megaBytes, WorkContext context) throws IOException {
        this.fill = fill;
        this.blobs = blobs;
        this.quota = megaBytes * LeaseFill.BYTES_PER_MEGA_BYTE;
        this.context = context;
        if (isUsed(blobs)) {
            this.used = BlobSpace.open(blobs, quota);
            // An earlier life of the node may have ended between the two.
            fill.release();
        }
    }

    static boolean isUsed(Path blobs) {
        return Files.isDirectory(blobs);
    }

    @Override
    public LeaseAnswer.Builder answer(LeaseCall call) throws IOException {
        LeaseAnswer.Builder answer = LeaseAnswer.newBuilder();
        switch (call.getWhatCase()) {
            case PUT_PIECE -> {
                if (!isUsed()) {
                    FirstWrite.check(context);
                }
                LeaseCall.PutPiece put = call.getPutPiece();
                BlobSpace space = takenOver();
                BlobSpace.Received received =
                        space.put(put.getSha256(), put.getTotalBytes(), put.getOffset(), put.getData());
                answer.setReceived(LeaseAnswer.Received.newBuilder()
                        .setBytes(received.bytes())
                        .setWhole(received.whole())
                        .setRoom(room(space)));
            }
            case GET_PIECE -> answer.setPiece(piece(call.getGetPiece()));
            case DELETE_BLOB -> {
                space().delete(call.getDeleteBlob().getSha256());
                answer.setRoom(room(space()));
            }
            case LIST_BLOBS -> answer.setBlobs(listed(call.getListBlobs().getAfter()));
            case PROVE_BLOB -> answer.setProof(proof(call.getProveBlob()));
            default -> throw new IllegalArgumentException("leased storage can't be called for " + call.getWhatCase());
        }
        return answer;
    }

    /** The fill goes first: its room is the lessee's. */
    private synchronized BlobSpace takenOver() throws IOException {
        if (over) {
            throw new IllegalArgumentException("the lease is over");
        }
        if (used == null) {
            used = BlobSpace.open(blobs, quota);
            fill.release();
        }
        return used;
    }

    private synchronized boolean isUsed() {
        return used != null;
    }

    private synchronized BlobSpace space() {
        if (used == null) {
            throw BlobSpace.notHere();
        }
        return used;
    }

    private BlobChunk piece(LeaseCall.GetPiece get) throws IOException {
        BlobSpace space = space();
        return BlobChunk.newBuilder()
                .setSha256(get.getSha256())
                .setOffset(get.getOffset())
                .setData(space.piece(get.getSha256(), get.getOffset()))
                .setTotalBytes(Files.size(space.find(get.getSha256()).orElseThrow(BlobSpace::notHere)))
                .build();
    }

    private LeaseAnswer.Blobs listed(ByteString after) {
        if (!isUsed()) {
            return LeaseAnswer.Blobs.newBuilder()
                    .setRoom(LeaseAnswer.Room.newBuilder().setFreeBytes(quota))
                    .build();
        }
        BlobSpace space = space();
        LeaseAnswer.Blobs.Builder listed = LeaseAnswer.Blobs.newBuilder().setRoom(room(space));
        Map<ByteString, Long> found = space.list(after, MOST_BLOBS_AT_ONCE + 1);
        found.forEach((sha256, bytes) -> {
            if (listed.getBlobsCount() < MOST_BLOBS_AT_ONCE) {
                listed.addBlobs(LeaseAnswer.Blob.newBuilder().setSha256(sha256).setBytes(bytes));
            }
        });
        return listed.setMore(found.size() > MOST_BLOBS_AT_ONCE).build();
    }

    private org.dcrbs.protocol.v1.StorageProof proof(LeaseCall.ProveBlob wanted) throws IOException {
        Path file = space().find(wanted.getSha256()).orElseThrow(BlobSpace::notHere);
        long leaves = (Files.size(file) + MerkleTree.LEAF_BYTES - 1) / MerkleTree.LEAF_BYTES;
        StorageChallenge challenge = StorageChallenge.newBuilder()
                .setLeaf(wanted.getLeaf())
                .setLeaves(leaves)
                .build();
        try {
            return StoredPieces.prove(file, challenge, () -> {})
                    .orElseThrow(() -> new IllegalArgumentException("the blob has " + leaves + " leaves"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the node stops", e);
        }
    }

    private static LeaseAnswer.Room room(BlobSpace space) {
        return LeaseAnswer.Room.newBuilder()
                .setUsedBytes(space.usedBytes())
                .setFreeBytes(space.freeBytes())
                .build();
    }

    /** Of a lease in use nobody asks for the digest of the fill. */
    @Override
    public ByteString proof(WorkContext context) throws IOException, InterruptedException {
        return isUsed(blobs) ? ByteString.copyFromUtf8("in use") : fill.proof(context);
    }

    /** What can't be deleted, because it is being read, say, is no fault of the lease: the next start clears it away. */
    @Override
    public synchronized void release() throws IOException {
        over = true;
        fill.release();
        try {
            if (used != null) {
                used.end();
            }
        } catch (IOException e) {
            LOG.warn("What was kept in {} can't be deleted before the next start: {}", blobs, e.toString());
        }
    }
}
