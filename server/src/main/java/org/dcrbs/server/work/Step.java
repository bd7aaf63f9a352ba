package org.dcrbs.server.work;

import java.util.List;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.WorkOrder;

/** What a leg needs next. */
sealed interface Step {
    /** These orders are to be issued. */
    record Issue(List<Draft> orders) implements Step {
        public Issue {
            orders = List.copyOf(orders);
        }
    }

    /** An order before it is stored. */
    record Draft(String id, PartyId executor, WorkOrder.Builder task) {}

    /** Something that was issued, or a time, is being waited for. */
    record Waiting() implements Step {}

    /** All is done and checked. */
    record Delivered() implements Step {}

    /** It can't be delivered. */
    record Failed(String reason) implements Step {}
}
