package org.dcrbs.peer.work;

import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;

/** Results that the node gives without having worked. */
public final class Results {
    private Results() {}

    public static WorkResult refused(WorkOrder order, String why) {
        return without(order, Outcome.REFUSED, why);
    }

    static WorkResult failed(WorkOrder order, String why) {
        return without(order, Outcome.FAILED, why);
    }

    private static WorkResult without(WorkOrder order, Outcome outcome, String why) {
        return WorkResult.newBuilder()
                .setOrderId(order.getId())
                .setAttempt(order.getAttempt())
                .setOutcome(outcome)
                .setDetail(why)
                .build();
    }
}
