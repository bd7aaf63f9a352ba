package org.dcrbs.server.work;

import org.dcrbs.market.ContractId;

/** Which contracts are looked at again, so that orders of theirs are sent though they are over. */
public interface Reviewed {
    boolean isReviewed(ContractId contract);
}
