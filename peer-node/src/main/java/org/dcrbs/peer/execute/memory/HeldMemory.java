package org.dcrbs.peer.execute.memory;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.Cancellation;
import org.dcrbs.peer.execute.lease.FirstWrite;
import org.dcrbs.peer.execute.lease.Holding;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;
import org.jspecify.annotations.Nullable;

/** Direct memory, outside the heap and every page of it written, so that the machine really gives it. */
final class HeldMemory implements Holding {
    /** Small enough to notice a cancel between two, and to find room in a fragmented address space. */
    private static final int MEGA_BYTES_PER_PIECE = 16;

    private static final int MOST_KEYS_AT_ONCE = 500;

    private final List<ByteBuffer> pieces;
    private final WorkContext context;
    /** Once the lessee has written; what the memory was filled with before is then gone bit by bit. */
    private @Nullable KeySpace used;

    private HeldMemory(List<ByteBuffer> pieces, WorkContext context) {
        this.pieces = pieces;
        this.context = context;
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
        return new HeldMemory(pieces, context);
    }

    /** The first value makes the memory the lessee's. */
    @Override
    public LeaseAnswer.Builder answer(LeaseCall call) throws IOException {
        if (call.hasPutValue() && !isUsed()) {
            FirstWrite.check(context);
        }
        KeySpace space = space(call.hasPutValue());
        LeaseAnswer.Builder answer = LeaseAnswer.newBuilder();
        switch (call.getWhatCase()) {
            case PUT_VALUE -> {
                space.put(call.getPutValue().getKey(), call.getPutValue().getValue());
                answer.setRoom(room(space));
            }
            case GET_VALUE ->
                answer.setValue(LeaseAnswer.Value.newBuilder()
                        .setValue(space.get(call.getGetValue().getKey())
                                .orElseThrow(() -> new IllegalArgumentException("nothing is kept by that key"))));
            case DELETE_VALUE -> {
                if (!space.delete(call.getDeleteValue().getKey())) {
                    throw new IllegalArgumentException("nothing is kept by that key");
                }
                answer.setRoom(room(space));
            }
            case LIST_KEYS -> {
                List<ByteString> keys = space.keys(call.getListKeys().getAfter(), MOST_KEYS_AT_ONCE + 1);
                answer.setKeys(LeaseAnswer.Keys.newBuilder()
                        .addAllKeys(keys.subList(0, Math.min(keys.size(), MOST_KEYS_AT_ONCE)))
                        .setMore(keys.size() > MOST_KEYS_AT_ONCE)
                        .setRoom(room(space)));
            }
            default -> throw new IllegalArgumentException("leased memory can't be called for " + call.getWhatCase());
        }
        return answer;
    }

    private synchronized boolean isUsed() {
        return used != null;
    }

    private synchronized KeySpace space(boolean writes) {
        KeySpace now = used;
        if (now == null) {
            // Nobody has written: there is nothing to read, and nothing is to be overwritten.
            now = new KeySpace(pieces);
            used = writes ? now : null;
        }
        return now;
    }

    private static LeaseAnswer.Room room(KeySpace space) {
        return LeaseAnswer.Room.newBuilder()
                .setUsedBytes(space.usedBytes())
                .setFreeBytes(space.freeBytes())
                .build();
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
    public synchronized void release() {
        if (used != null) {
            used.close();
        }
        pieces.clear();
        System.gc();
    }
}
