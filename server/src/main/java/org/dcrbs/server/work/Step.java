package org.dcrbs.server.work;

import java.util.List;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.WorkOrder;

/** What a leg needs next. */
sealed interface Step {
    /**
     * These orders are to be issued.
     *
     * @param replaced ids of open orders that others among the new ones take the place of
     */
    record Issue(List<Draft> orders, List<String> replaced) implements Step {
        public Issue {
            orders = List.copyOf(orders);
            replaced = List.copyOf(replaced);
        }

        Issue(List<Draft> orders) {
            this(orders, List.of());
        }
    }

    /** An order before it is stored. */
    record Draft(String id, PartyId executor, WorkOrder.Builder task) {}

    /** Something that was issued, or a time, is being waited for. */
    record Waiting() implements Step {}

    /**
     * All is done and checked.
     *
     * @param over ids of open orders that need not be done any more
     */
    record Delivered(Findings findings, List<String> over) implements Step {
        public Delivered {
            over = List.copyOf(over);
        }

        Delivered(Findings findings) {
            this(findings, List.of());
        }
    }

    /** It can't be delivered. */
    record Failed(String reason, Findings findings) implements Step {
        /** Nobody can be blamed. */
        Failed(String reason) {
            this(reason, Findings.NONE);
        }
    }
}
