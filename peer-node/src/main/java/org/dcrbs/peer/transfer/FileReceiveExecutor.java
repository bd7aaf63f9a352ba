package org.dcrbs.peer.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.transfer.pieces.DiskRoom;
import org.dcrbs.peer.transfer.pieces.Fetch;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** V, the receiver's side: fetches the file from who holds it or from the coordinator, checks it and puts it into the inbox. */
public final class FileReceiveExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(FileReceiveExecutor.class);

    private final Inbox inbox;
    private final Path arriving;
    private final Fetch.Means means;

    /**
     * Of one node.
     *
     * @param arriving where files are put together, a folder each
     */
    public FileReceiveExecutor(Inbox inbox, Path arriving, Fetch.Means means) {
        this.inbox = inbox;
        this.arriving = arriving;
        this.means = means;
    }

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.FILE_RECEIVE);
    }

    @Override
    public WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
        return order.getFileReceive().getHoldersCount() > 0 ? fetch(order, context) : receive(order, context);
    }

    private WorkResult fetch(WorkOrder order, WorkContext context) throws InterruptedException {
        FileReceive task = order.getFileReceive();
        Report report = new Report(order);
        try {
            if (inbox.find(task.getSha256(), task.getName(), task.getBytes()).isEmpty()) {
                Path folder = Fetch.folder(arriving, task.getSha256());
                Path whole = new Fetch(task, folder, means, context::cancelled).run();
                Path kept = inbox.take(whole, task.getSha256(), task.getName());
                Fetch.clear(folder);
                LOG.info("Fetched {} under contract {}", kept, order.getContractId());
            }
            return report.told(task.getSha256());
        } catch (IOException e) {
            if (Thread.interrupted()) {
                // A file that was open when the node stopped; what has arrived is there for the next start.
                throw new InterruptedException("the node stops");
            }
            return report.end(Outcome.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private WorkResult receive(WorkOrder order, WorkContext context) throws InterruptedException {
        FileReceive task = order.getFileReceive();
        Report report = new Report(order);
        try {
            Path blob = context.blob(task.getSha256());
            long bytes = Files.size(blob);
            if (task.getBytes() != 0 && task.getBytes() != bytes) {
                return report.end(
                        Outcome.FAILED,
                        "the file has " + bytes + " bytes, not the " + task.getBytes() + " of its contract");
            }
            // A copy: the cache keeps its own.
            try (DiskRoom.Kept room = means.room().keep(bytes)) {
                Path kept = inbox.keep(blob, task.getSha256(), task.getName());
                room.came(bytes);
                LOG.info("Received {} under contract {}", kept, order.getContractId());
            }
            return report.done(task.getSha256());
        } catch (IOException e) {
            return report.end(Outcome.FAILED, "the file could not be received: " + e.getMessage());
        }
    }

    @Override
    public void close() {}
}
