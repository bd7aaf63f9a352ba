package org.dcrbs.peer.direct.buy;

import java.time.Clock;
import java.util.function.Consumer;
import org.dcrbs.peer.direct.book.Books;
import org.dcrbs.peer.direct.goods.Incoming;
import org.dcrbs.peer.direct.goods.Stock;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.peer.transfer.Inbox;
import org.dcrbs.protocol.tls.OwnKey;

/**
 * What the dialling side works with.
 *
 * @param traffic what may be sent and received
 * @param tell a line for the owner
 */
public record Tools(
        Books books,
        Stock stock,
        Incoming incoming,
        Inbox inbox,
        OwnKey key,
        Clock clock,
        Traffic traffic,
        Consumer<String> tell) {}
