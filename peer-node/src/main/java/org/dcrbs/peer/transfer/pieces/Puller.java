package org.dcrbs.peer.transfer.pieces;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;

/** Pulls pieces over one line, several asked for at a time, until none is left to ask for. */
final class Puller {
    private final LeaseLine line;
    private final Arrival arrival;
    private final Claims claims;
    private final DiskRoom.Kept room;
    private final Fetch.Means means;
    private final boolean checked;
    private final Deque<Asked> asked = new ArrayDeque<>();

    private boolean taken;

    private record Asked(int piece, CompletableFuture<Envelope> answer) {}

    /** The holder gave something else than it was asked for. */
    static final class WrongException extends Exception {
        private final boolean byTable;

        WrongException(String what, boolean byTable) {
            super(what);
            this.byTable = byTable;
        }

        /** Whether it is the table that says so, which may itself be false. */
        boolean byTable() {
            return byTable;
        }
    }

    /**
     * Over a line that is open.
     *
     * @param checked whether each piece is held against the table. One whose table it is needn't be: the whole's hash says
     *     whether its word was good
     */
    Puller(LeaseLine line, Arrival arrival, Claims claims, DiskRoom.Kept room, Fetch.Means means, boolean checked) {
        this.line = line;
        this.arrival = arrival;
        this.claims = claims;
        this.room = room;
        this.means = means;
        this.checked = checked;
    }

    /** @throws UncheckedIOException if what came can't be written */
    void pull() throws IOException, RefusedException, WrongException, InterruptedException {
        try {
            fill();
            while (!asked.isEmpty()) {
                take(asked.element());
                asked.remove();
                fill();
            }
        } catch (RefusedException e) {
            // They don't come, and so have used up nothing of the line.
            asked.forEach(left -> means.in().pass(-arrival.table().length(left.piece())));
            throw e;
        } finally {
            asked.forEach(left -> claims.giveBack(left.piece()));
        }
    }

    /** Whether any piece has come. */
    boolean hasTaken() {
        return taken;
    }

    private void fill() throws IOException, InterruptedException {
        while (asked.size() < means.pace().window()) {
            OptionalInt piece = claims.claim();
            if (piece.isEmpty()) {
                return;
            }
            await(piece.getAsInt());
            LeaseCall.Builder call = LeaseCall.newBuilder()
                    .setFilePiece(LeaseCall.FilePiece.newBuilder().setNumber(piece.getAsInt()));
            asked.add(new Asked(piece.getAsInt(), line.begin(call)));
        }
    }

    /** Asked for only when it may come. */
    private void await(int piece) throws IOException, InterruptedException {
        boolean may = false;
        try {
            means.in().await(arrival.table().length(piece), claims::isStopped);
            may = true;
        } finally {
            if (!may) {
                claims.giveBack(piece);
            }
        }
    }

    private void take(Asked next) throws IOException, RefusedException, WrongException {
        LeaseAnswer.FilePiece given = line.await(next.answer()).getFilePiece();
        ByteBuffer data = given.getData().asReadOnlyByteBuffer();
        int due = arrival.table().length(next.piece());
        if (given.getNumber() != next.piece() || data.remaining() != due) {
            throw new WrongException(
                    "answered with " + data.remaining() + " bytes as piece " + Long.toUnsignedString(given.getNumber())
                            + " when it was asked for piece " + next.piece() + " of " + due,
                    false);
        }
        if (checked && !arrival.table().holds(next.piece(), data)) {
            throw new WrongException("gave a piece " + next.piece() + " whose hash is wrong", true);
        }
        try {
            arrival.write(next.piece(), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        room.came(due);
        taken = true;
        claims.arrived(next.piece());
    }
}
