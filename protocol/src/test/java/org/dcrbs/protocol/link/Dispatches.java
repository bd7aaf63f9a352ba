package org.dcrbs.protocol.link;

import com.google.protobuf.ByteString;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.protocol.v1.Ack;
import org.dcrbs.protocol.v1.ComputeTask;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;

/** So many work orders out, results back and acknowledgements, whatever carries them; some always under way. */
final class Dispatches {
    /** On each connection, as a coordinator has them by default. */
    static final int WINDOW = 256;

    private static final ByteString HASH = ByteString.copyFrom(new byte[32]);
    private static final ByteString INPUT = ByteString.copyFrom(new byte[20]);
    private static final ByteString OUTPUT = ByteString.copyFrom(new byte[16]);

    private final AtomicInteger toSend;
    private final CountDownLatch acknowledged;

    Dispatches(int count) {
        this.toSend = new AtomicInteger(count);
        this.acknowledged = new CountDownLatch(count);
    }

    /** The next order, if there is one left. */
    Envelope.Builder order() {
        int number = toSend.getAndDecrement();
        return Envelope.newBuilder()
                .setWorkOrder(WorkOrder.newBuilder()
                        .setId("r-0001.lab+school/1/u" + number)
                        .setAttempt(1)
                        .setContractId("r-0001.lab+school")
                        .setDeadlineEpochMs(1_800_000_000_000L)
                        .setLocalId("cpu")
                        .setCompute(ComputeTask.newBuilder()
                                .setModuleSha256(HASH)
                                .setInput(INPUT)
                                .setMemoryPages(16)
                                .setCpuMillisLimit(1000)
                                .setOutputBytesLimit(64)));
    }

    boolean anyLeft() {
        return toSend.get() > 0;
    }

    static Envelope.Builder result(Envelope order) {
        return Envelope.newBuilder()
                .setInReplyTo(order.getId())
                .setWorkResult(WorkResult.newBuilder()
                        .setOrderId(order.getWorkOrder().getId())
                        .setAttempt(order.getWorkOrder().getAttempt())
                        .setOutcome(Outcome.DONE)
                        .setOutput(OUTPUT)
                        .setCpuNanos(1_000_000)
                        .setWallNanos(1_100_000));
    }

    static Envelope.Builder ack(Envelope result) {
        return Envelope.newBuilder().setInReplyTo(result.getId()).setAck(Ack.getDefaultInstance());
    }

    void acknowledged() {
        acknowledged.countDown();
    }

    void await() throws InterruptedException {
        if (!acknowledged.await(5, TimeUnit.MINUTES)) {
            throw new AssertionError(acknowledged.getCount() + " dispatches are missing");
        }
    }
}
