package org.dcrbs.server.search;

import java.util.Optional;
import org.dcrbs.market.Job;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Requirement;

/** Whether an offer's party makes web requests itself, and enough of them: its offers of internet access say so. */
final class WebWork {
    private static final String ATTRIBUTE = "webRequestsPerSecond";

    private WebWork() {}

    /** Requests a second that the requirement's job wants; 0 if it is no web work. */
    static int rate(Requirement requirement) {
        return requirement
                .job()
                .map(job -> job instanceof Job.Web web ? web.ratePerSecond() : 0)
                .orElse(0);
    }

    static Optional<String> shortfall(Requirement requirement, Offer offer) {
        int wanted = rate(requirement);
        if (wanted == 0) {
            return Optional.empty();
        }
        String most = offer.attributes().values().getOrDefault(ATTRIBUTE, "0");
        if (!most.matches("0*[1-9]\\d{0,5}")) {
            return Optional.of("is by one who does no web work");
        }
        return Integer.parseInt(most) < wanted
                ? Optional.of("needs " + wanted + " web requests a second, has " + most)
                : Optional.empty();
    }
}
