package org.dcrbs.peer.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** V, the receiver's side: fetches the file, checks it and puts it into the inbox. */
public final class FileReceiveExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(FileReceiveExecutor.class);

    private final Inbox inbox;

    public FileReceiveExecutor(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.FILE_RECEIVE);
    }

    @Override
    public WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
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
            Path kept = inbox.keep(blob, task.getSha256(), task.getName());
            LOG.info("Received {} under contract {}", kept, order.getContractId());
            return report.done(task.getSha256());
        } catch (IOException e) {
            return report.end(Outcome.FAILED, "the file could not be received: " + e.getMessage());
        }
    }

    @Override
    public void close() {}
}
