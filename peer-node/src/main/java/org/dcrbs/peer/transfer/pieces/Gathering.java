package org.dcrbs.peer.transfer.pieces;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.protocol.link.ErrorCode;

/** One go at getting the missing pieces of an arrival from all who hold it, while the whole is hashed along. */
final class Gathering implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long PATIENCE_MILLIS = 5000;

    private final Arrival arrival;
    private final List<Holder> holders;
    private final Fetch.Means means;
    private final DiskRoom.Kept room;
    private final boolean checksAll;
    private final Claims claims;
    private final Set<LeaseLine> lines = ConcurrentHashMap.newKeySet();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<ByteString> whole = new CompletableFuture<>();
    private volatile boolean closed;

    /** @param checksAll whether the pieces of the table's giver are held against the table too */
    Gathering(
            Arrival arrival,
            Wanted wanted,
            List<Holder> holders,
            Fetch.Means means,
            DiskRoom.Kept room,
            boolean checksAll)
            throws IOException {
        this.arrival = arrival;
        this.holders = holders;
        this.means = means;
        this.room = room;
        this.checksAll = checksAll;
        this.claims = new Claims(arrival, wanted);
        start("hash", this::hash);
    }

    /** The SHA-256 of the whole once all of it is there. */
    ByteString await(BooleanSupplier unwanted) throws IOException, InterruptedException {
        while (!claims.complete()) {
            if (unwanted.getAsBoolean()) {
                throw new IOException("not wanted any more");
            }
            failIfBroken();
            if (means.in().holdsBack() || holders.stream().anyMatch(Holder::putsOff)) {
                // An owner, here or there, comes first: nothing is wrong with the holders.
                claims.excuse();
            }
            if (holders.stream().allMatch(Holder::isBanned)
                    || claims.quiet().compareTo(means.pace().patience()) > 0) {
                throw new NoHolderException(holders);
            }
            holders.forEach(this::dial);
            claims.await(LOOK);
        }
        try {
            return whole.get();
        } catch (ExecutionException e) {
            throw new IOException("what has arrived can't be read back: " + e.getCause(), e);
        }
    }

    private void failIfBroken() throws IOException {
        if (whole.isCompletedExceptionally()) {
            throw new IOException("what arrives can't be kept: "
                    + whole.handle((sum, why) -> why.getMessage()).join());
        }
    }

    private void dial(Holder holder) {
        while (claims.anyOpen() && holder.takeLine(means.pace().lines())) {
            start("pull", () -> pull(holder));
        }
    }

    private void pull(Holder holder) {
        try {
            if (holder.hasFailed()) {
                holder.moved(means.dialler().whereabouts(holder.place()));
            }
            try (LeaseLine line = means.dialler().dial(holder.place())) {
                lines.add(line);
                if (closed) {
                    return;
                }
                boolean checked = checksAll || !holder.party().equals(arrival.witness());
                Puller puller = new Puller(line, arrival, claims, room, means, checked);
                try {
                    puller.pull();
                } finally {
                    if (puller.hasTaken()) {
                        holder.served();
                    }
                }
            }
        } catch (Puller.WrongException e) {
            holder.ban(String.valueOf(e.getMessage()), e.byTable());
        } catch (RefusedException e) {
            refused(holder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            whole.completeExceptionally(e.getCause());
        } catch (IOException e) {
            if (!closed) {
                holder.failed(String.valueOf(e.getMessage()));
            }
        } finally {
            holder.freeLine();
        }
    }

    /** One that doesn't know of it yet, or is in trouble, may be better soon. */
    static void refused(Holder holder, RefusedException why) {
        if (why.code() == ErrorCode.NOT_NOW) {
            holder.putOff(String.valueOf(why.getMessage()));
        } else if (why.code() == ErrorCode.NOT_FOUND || why.code() == ErrorCode.INTERNAL) {
            holder.failed(String.valueOf(why.getMessage()));
        } else {
            holder.ban("said: " + why.getMessage(), false);
        }
    }

    private void hash() {
        MessageDigest digest = Sha256.digest();
        ByteBuffer buffer = ByteBuffer.allocate(PieceTable.PIECE_BYTES);
        try {
            for (int piece = 0; piece < arrival.table().count(); piece++) {
                if (!claims.awaitPiece(piece)) {
                    return;
                }
                buffer.clear().limit(arrival.table().length(piece));
                arrival.read(buffer, PieceTable.offset(piece));
                digest.update(buffer.flip());
            }
            whole.complete(ByteString.copyFrom(digest.digest()));
        } catch (IOException e) {
            whole.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Nobody writes to the arrival any more when this returns. */
    @Override
    public void close() {
        closed = true;
        claims.stop();
        lines.forEach(LeaseLine::close);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
