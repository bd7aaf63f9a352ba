package org.dcrbs.peer.transfer;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.link.Conversation;
import org.dcrbs.peer.link.Line;
import org.dcrbs.peer.link.LinkLostException;
import org.dcrbs.peer.share.HashedFile;
import org.dcrbs.peer.traffic.Flow;
import org.dcrbs.peer.transfer.pieces.HeldFile;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;

/**
 * V, the provider's side: holds an offered file open for its lessee as long as the order lasts, or sends it to the
 * coordinator and is done when that has it whole.
 */
public final class FileSendExecutor implements Executor {
    private static final String NOT_OFFERED = "this node does not offer a file of that SHA-256";
    private static final String CHANGED = "the file has changed since it was offered";
    /** How soon it is noticed that the file need not be held any more. */
    private static final long LOOK_MILLIS = 100;

    private final Catalogue catalogue;
    private final Line line;
    private final Flow out;

    /** @param out what the node may send */
    public FileSendExecutor(Catalogue catalogue, Line line, Flow out) {
        this.catalogue = catalogue;
        this.line = line;
        this.out = out;
    }

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.FILE_SEND);
    }

    @Override
    public WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
        return order.getFileSend().getHeld() ? hold(order, context) : send(order, context);
    }

    private WorkResult hold(WorkOrder order, WorkContext context) throws InterruptedException {
        ByteString sha256 = order.getFileSend().getSha256();
        Report report = new Report(order);
        Optional<HeldFile> found = catalogue.hold(sha256, !order.getLocalId().isEmpty());
        if (found.isEmpty()) {
            return report.end(Outcome.REFUSED, NOT_OFFERED);
        }
        try {
            if (!found.get().unchanged()) {
                return report.end(Outcome.REFUSED, CHANGED);
            }
            Closeable service = context.serve(found.get());
            try {
                while (!context.cancelled()) {
                    Thread.sleep(LOOK_MILLIS);
                }
            } finally {
                service.close();
            }
            return report.told(sha256);
        } catch (IOException e) {
            return report.end(Outcome.FAILED, "the file could not be held open: " + e.getMessage());
        }
    }

    private WorkResult send(WorkOrder order, WorkContext context) throws InterruptedException {
        ByteString sha256 = order.getFileSend().getSha256();
        Optional<HashedFile> file = catalogue.find(sha256);
        Report report = new Report(order);
        if (file.isEmpty()) {
            return report.end(Outcome.REFUSED, NOT_OFFERED);
        }
        try {
            if (!Hashes.of(file.get().path()).equals(sha256)) {
                return report.end(Outcome.REFUSED, CHANGED);
            }
            Envelope answer = sendWhole(file.get().path(), sha256, context);
            return answer.hasAck()
                    ? report.done(sha256)
                    : report.end(
                            Outcome.FAILED,
                            "the coordinator did not take the file: "
                                    + answer.getError().getText());
        } catch (IOException e) {
            return report.end(Outcome.FAILED, "the file could not be sent: " + e.getMessage());
        }
    }

    /** From the beginning again after each loss of the connection. */
    private Envelope sendWhole(Path file, ByteString sha256, WorkContext context)
            throws IOException, InterruptedException {
        while (true) {
            try {
                return Line.answer(sendOnce(line.await(context::cancelled), file, sha256, context), context::cancelled);
            } catch (LinkLostException e) {
                // The next connection begins anew.
            }
        }
    }

    private CompletableFuture<Envelope> sendOnce(Conversation with, Path file, ByteString sha256, WorkContext context)
            throws IOException, InterruptedException {
        long offset = 0;
        while (true) {
            if (context.cancelled()) {
                throw new IOException("not wanted any more");
            }
            with.awaitWritable();
            BlobChunk chunk = Chunks.read(file, sha256, offset);
            out.await(chunk.getData().size(), context::cancelled);
            offset += chunk.getData().size();
            Envelope.Builder message = Envelope.newBuilder().setBlobChunk(chunk);
            if (offset >= chunk.getTotalBytes() || chunk.getData().isEmpty()) {
                return with.ask(message);
            }
            with.send(message);
        }
    }

    @Override
    public void close() {}
}
