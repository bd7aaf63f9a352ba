package org.dcrbs.peer.transfer;

import com.google.protobuf.ByteString;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;

/** The result of a transfer, with the time it took. */
final class Report {
    private final WorkOrder order;
    private final long began = System.nanoTime();

    Report(WorkOrder order) {
        this.order = order;
    }

    WorkResult done(ByteString sha256) {
        return result(Outcome.DONE).setOutputSha256(sha256).build();
    }

    /** Done, with the hash as an output of its own: the coordinator does not want the blob. */
    WorkResult told(ByteString sha256) {
        return result(Outcome.DONE).setOutput(sha256).build();
    }

    WorkResult end(Outcome outcome, String detail) {
        return result(outcome).setDetail(detail).build();
    }

    private WorkResult.Builder result(Outcome outcome) {
        return WorkResult.newBuilder()
                .setOrderId(order.getId())
                .setAttempt(order.getAttempt())
                .setOutcome(outcome)
                .setWallNanos(System.nanoTime() - began);
    }
}
