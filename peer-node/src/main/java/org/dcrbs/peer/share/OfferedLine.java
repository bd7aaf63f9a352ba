package org.dcrbs.peer.share;

import java.util.OptionalLong;
import org.dcrbs.market.InternetAccess;

/**
 * The owner's line to the internet.
 *
 * @param spec the whole line, the owner's private part included
 * @param allow where lessees may go
 * @param megaBytesPerLease the most that one lease may carry, both ways together; empty: what its rate allows in its time
 * @param webRequestsPerSecond the most that the node makes itself, for an order's web work; 0: it does none
 */
public record OfferedLine(
        InternetAccess spec, AllowList allow, OptionalLong megaBytesPerLease, long webRequestsPerSecond) {}
