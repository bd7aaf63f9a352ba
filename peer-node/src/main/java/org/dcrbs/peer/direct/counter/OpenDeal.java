package org.dcrbs.peer.direct.counter;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.deal.Talk;
import org.dcrbs.peer.direct.document.DirectContract;
import org.dcrbs.peer.direct.document.Draft;

/** A deal that is talked about: nothing of it binds yet, so it is kept in memory alone. Guarded by itself. */
record OpenDeal(Draft draft, List<Talk> talks) {
    OpenDeal {
        talks = List.copyOf(talks);
    }

    Talk talk(int leg) {
        draft.leg(leg);
        return talks.get(leg - 1);
    }

    /** @throws IllegalArgumentException if not all of it is agreed on */
    DirectContract contract() {
        List<Credits> worths = new ArrayList<>();
        for (Talk talk : talks) {
            int leg = worths.size() + 1;
            worths.add(talk.agreed()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "deal " + draft.deal() + ", leg " + leg + ": no worth is agreed on"
                                    + talk.failed().map(why -> ": " + why).orElse(""))));
        }
        return new DirectContract(draft, worths);
    }
}
