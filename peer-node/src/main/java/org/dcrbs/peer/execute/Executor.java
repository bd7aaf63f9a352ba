package org.dcrbs.peer.execute;

import java.util.Set;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/** Carries out one kind of work order. Implementations are found by ServiceLoader. */
public interface Executor extends AutoCloseable {
    /** Which tasks it takes. */
    Set<WorkOrder.TaskCase> tasks();

    /** Runs the order to its end or until cancelled; never throws for the order's own faults: those are a FAILED or REFUSED result. */
    WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException;

    /** Told whenever the owner lets the node do more or less; what runs gives way, and goes on when it may. */
    default void allow(Allowance now) {}

    /** Stops what it still runs. */
    @Override
    void close();
}
