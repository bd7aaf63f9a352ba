package org.dcrbs.peer.execute.peripheral;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.Usage;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;

/** Passes a document to the printer, or has the scanner or camera take a picture. A device serves one order at a time. */
public final class PeripheralExecutor implements Executor {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Map<String, Semaphore> free =
            Devices.KINDS.stream().collect(Collectors.toMap(Function.identity(), kind -> new Semaphore(1, true)));

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.PERIPHERAL);
    }

    @Override
    public WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
        String kind = order.getPeripheral().getKind();
        Optional<Device> device = new Devices(context.home(), context::setting).find(kind);
        Semaphore turn = free.get(kind);
        if (device.isEmpty() || turn == null) {
            return Answers.refused(order, "this node shares no device of kind '" + kind + "'");
        }
        while (!turn.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (context.cancelled()) {
                return Answers.failed(order, kind + ": cancelled or too late, while others had the device", Usage.NONE);
            }
        }
        try {
            return serve(device.get(), order, context);
        } finally {
            turn.release();
        }
    }

    static WorkResult serve(Device device, WorkOrder order, WorkContext context) throws InterruptedException {
        Meter meter = Meter.start();
        String kind = order.getPeripheral().getKind();
        try {
            return device.serve(order, context, meter);
        } catch (DeclinedException e) {
            return Answers.refused(order, kind + ": " + e.getMessage());
        } catch (DeviceException e) {
            return Answers.failed(order, kind + ": " + e.getMessage(), meter.usage());
        } catch (IOException e) {
            return Answers.failed(order, kind + ": " + e, meter.usage());
        }
    }

    @Override
    public void close() {}
}
