package org.dcrbs.peer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;

/** An executor that counts, and can be held back. Its output is its input, or the module if one is named. */
final class Counting implements Executor {
    final AtomicInteger runs = new AtomicInteger();
    final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.COMPUTE);
    }

    @Override
    public WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
        runs.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        begun.add(order.getId() + "/" + order.getAttempt());
        WorkResult.Builder result =
                WorkResult.newBuilder().setOrderId(order.getId()).setAttempt(order.getAttempt());
        try {
            CountDownLatch held = gate;
            while (!held.await(10, TimeUnit.MILLISECONDS)) {
                if (context.cancelled()) {
                    return result.setOutcome(Outcome.FAILED)
                            .setDetail("cancelled")
                            .build();
                }
            }
            return result.setOutcome(Outcome.DONE)
                    .setOutput(output(order, context))
                    .build();
        } catch (IOException e) {
            return result.setOutcome(Outcome.FAILED).setDetail(e.getMessage()).build();
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private static ByteString output(WorkOrder order, WorkContext context) throws IOException, InterruptedException {
        ByteString module = order.getCompute().getModuleSha256();
        return module.isEmpty()
                ? order.getCompute().getInput()
                : ByteString.copyFrom(java.nio.file.Files.readAllBytes(context.blob(module)));
    }

    @Override
    public void close() {}
}
