package org.dcrbs.peer.execute.access.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.dcrbs.peer.execute.lease.CallFailedException;
import org.dcrbs.peer.execute.lease.SiteAnswer;

/** A site's consent, asked for before the work and every minute of it. */
final class ConsentWatch {
    private static final int MOST_BYTES = 16 * 1024;
    private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final Site site;
    private final String member;
    private final String kind;
    private final Clock clock;
    private final Ticks ticks;
    private final Consent first;
    private volatile long asked;

    private ConsentWatch(Site site, String member, String kind, Clock clock, Ticks ticks)
            throws NotAllowedException, InterruptedException {
        this.site = site;
        this.member = member;
        this.kind = kind;
        this.clock = clock;
        this.ticks = ticks;
        this.first = fetch();
        this.asked = ticks.nanos();
    }

    /**
     * @param member for whom the work is
     * @throws NotAllowedException if the site does not consent to it
     */
    static ConsentWatch ask(Site site, String member, String kind, Clock clock, Ticks ticks)
            throws NotAllowedException, InterruptedException {
        return new ConsentWatch(site, member, kind, clock, ticks);
    }

    /** As it was before the work, and has been at the least since: less ends the work. */
    Consent consent() {
        return first;
    }

    boolean due() {
        return ticks.nanos() - asked >= EVERY_NANOS;
    }

    /** Asks again; why the work must end, if the consent is gone or less. */
    Optional<String> renew() throws InterruptedException {
        asked = ticks.nanos();
        try {
            Consent next = fetch();
            return next.perSecond() < first.perSecond() || next.requests() < first.requests()
                    ? Optional.of("the site consents to less than before")
                    : Optional.empty();
        } catch (NotAllowedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Consent fetch() throws NotAllowedException, InterruptedException {
        SiteAnswer answer;
        try {
            answer = site.file(site.at(Consent.PATH), MOST_BYTES);
        } catch (CallFailedException e) {
            throw new NotAllowedException("the consent of " + site + " can't be had: " + e.getMessage());
        }
        if (answer.status() != 200 || answer.cut() || !answer.mediaType().equals("text/plain")) {
            throw new NotAllowedException(site + " has not consented: " + Consent.PATH + " is no text of at most "
                    + MOST_BYTES + " bytes (status " + answer.status() + ", type '" + answer.mediaType() + "')");
        }
        try {
            Consent consent = Consent.parse(answer.body().toStringUtf8());
            consent.check(member, kind, clock.instant());
            return consent;
        } catch (NotAllowedException e) {
            throw new NotAllowedException("the consent of " + site + " does not hold: " + e.getMessage());
        }
    }
}
