package org.dcrbs.peer.execute;

import com.google.protobuf.ByteString;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;

/** The results an order can have. */
public final class Answers {
    private Answers() {}

    public static WorkResult done(WorkOrder order, ByteString output, Usage usage) {
        return result(order, Outcome.DONE, usage).setOutput(output).build();
    }

    /** Done, with an output too large for a message, or a picture: it waits as a blob of this hash. */
    public static WorkResult doneWithBlob(WorkOrder order, ByteString sha256, ByteString receipt, Usage usage) {
        return result(order, Outcome.DONE, usage)
                .setOutput(receipt)
                .setOutputSha256(sha256)
                .build();
    }

    public static WorkResult failed(WorkOrder order, String why, Usage usage) {
        return result(order, Outcome.FAILED, usage).setDetail(why).build();
    }

    /** The owner's share, a limit or the node's policy forbids it: nothing was spent. */
    public static WorkResult refused(WorkOrder order, String why) {
        return result(order, Outcome.REFUSED, Usage.NONE).setDetail(why).build();
    }

    private static WorkResult.Builder result(WorkOrder order, Outcome outcome, Usage usage) {
        return WorkResult.newBuilder()
                .setOrderId(order.getId())
                .setAttempt(order.getAttempt())
                .setOutcome(outcome)
                .setCpuNanos(usage.cpuNanos())
                .setWallNanos(usage.wallNanos());
    }
}
