package org.dcrbs.peer.execute.access.web;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dcrbs.peer.execute.lease.CallFailedException;
import org.dcrbs.peer.execute.lease.SiteAnswer;

/** What the site's robots.txt (RFC 9309) says to robots in general, or to this one, whose name is {@value #AGENT}. */
final class Robots {
    static final String AGENT = "dcrbs";

    private static final int MOST_BYTES = 500 * 1024;
    private static final int MOST_REDIRECTS = 5;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Empty: there is no robots.txt, and so no rule. */
    private final Optional<BaseRobotRules> rules;

    private Robots(Optional<BaseRobotRules> rules) {
        this.rules = rules;
    }

    /** @throws NotAllowedException if it can't be had, which means no */
    static Robots ask(Site site) throws NotAllowedException, InterruptedException {
        URI url = site.at("/robots.txt");
        try {
            SiteAnswer answer = site.file(url, MOST_BYTES);
            for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
                Optional<URI> next = Site.target(url, answer).filter(site::has);
                if (next.isEmpty()) {
                    break;
                }
                url = next.get();
                answer = site.file(url, MOST_BYTES);
            }
            if (answer.status() == 200) {
                return new Robots(Optional.of(new SimpleRobotRulesParser()
                        .parseContent(url.toString(), answer.body().toByteArray(), "text/plain", List.of(AGENT))));
            }
            if (answer.status() >= 400 && answer.status() < 500 && answer.status() != TOO_MANY_REQUESTS) {
                return new Robots(Optional.empty());
            }
            throw new NotAllowedException("the robots.txt of " + site + " can't be had (status " + answer.status()
                    + "), which has to be taken for a no");
        } catch (CallFailedException e) {
            throw new NotAllowedException(
                    "the robots.txt of " + site + " can't be had, which has to be taken for a no: " + e.getMessage());
        }
    }

    boolean allow(URI url) {
        return rules.map(known -> known.isAllowed(url.toString())).orElse(true);
    }

    /** Between two requests. */
    Duration delay() {
        return rules.map(BaseRobotRules::getCrawlDelay)
                .filter(millis -> millis > 0)
                .map(Duration::ofMillis)
                .orElse(Duration.ZERO);
    }
}
