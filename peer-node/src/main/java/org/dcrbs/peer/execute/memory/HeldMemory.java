package org.dcrbs.peer.execute.memory;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.Cancellation;
import org.dcrbs.peer.execute.lease.Holding;
import org.dcrbs.protocol.proof.LeaseFill;

/** Direct memory, outside the heap and every page of it written, so that the machine really gives it. */
final class HeldMemory implements Holding {
    /** Small enough to notice a cancel between two, and to find room in a fragmented address space. */
    private static final int MEGA_BYTES_PER_PIECE = 16;

    private final List<ByteBuffer> pieces;

    private HeldMemory(List<ByteBuffer> pieces) {
        this.pieces = pieces;
    }

    static HeldMemory fill(long megaBytes, long seed, WorkContext context) throws InterruptedException {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (long from = 0; from < megaBytes; from += MEGA_BYTES_PER_PIECE) {
            Cancellation.check(context);
            int size = (int) Math.min(MEGA_BYTES_PER_PIECE, megaBytes - from);
            ByteBuffer piece = ByteBuffer.allocateDirect(size * LeaseFill.BYTES_PER_MEGA_BYTE);
            LeaseFill.fill(seed, from * (LeaseFill.BYTES_PER_MEGA_BYTE / Long.BYTES), piece);
            pieces.add(piece);
        }
        return new HeldMemory(pieces);
    }

    @Override
    public ByteString proof(WorkContext context) throws InterruptedException {
        MessageDigest digest = Sha256.digest();
        for (ByteBuffer piece : pieces) {
            Cancellation.check(context);
            digest.update(piece.rewind());
        }
        return ByteString.copyFrom(digest.digest());
    }

    /** Direct memory goes back only once its buffers are collected; leases end rarely enough to ask for that. */
    @Override
    public void release() {
        pieces.clear();
        System.gc();
    }
}
