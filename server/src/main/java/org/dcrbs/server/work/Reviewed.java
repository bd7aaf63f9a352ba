package org.dcrbs.server.work;

import java.util.Set;
import org.dcrbs.market.ContractId;

/** Which contracts are looked at again, so that orders of theirs are sent though they are over. */
public interface Reviewed {
    Set<ContractId> contracts();
}
