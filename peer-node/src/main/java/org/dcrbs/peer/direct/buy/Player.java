package org.dcrbs.peer.direct.buy;

import java.io.IOException;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.peer.direct.deal.Talk;

/** A person who plays the own side. */
public interface Player {
    /** The next move; one that may not be made is asked for again after {@link #told}. */
    Move next(Talk talk) throws IOException;

    /** Why the last one may not be made. */
    void told(String why);
}
