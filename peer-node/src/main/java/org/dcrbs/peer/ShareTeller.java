package org.dcrbs.peer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.dcrbs.peer.link.Conversation;
import org.dcrbs.peer.share.Lots;
import org.dcrbs.peer.transfer.Catalogue;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.ShareAccepted;
import org.dcrbs.protocol.v1.ShareOffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the coordinator what is on offer: on every connection, and once a day, because the windows move on. */
final class ShareTeller {
    private static final Logger LOG = LoggerFactory.getLogger(ShareTeller.class);
    private static final Duration FRESH = Duration.ofDays(1);

    private final LiveShare live;
    private final Measurements measurements;
    private final Catalogue catalogue;
    private final Clock clock;
    private volatile Instant told = Instant.EPOCH;

    ShareTeller(LiveShare live, Measurements measurements, Catalogue catalogue, Clock clock) {
        this.live = live;
        this.measurements = measurements;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    void tell(Conversation with) {
        Instant now = clock.instant();
        told = now;
        LiveShare.Current current = live.now();
        ShareOffer offer =
                Lots.offer(current.share(), current.shared(), measurements.now().benchmarks(), catalogue.all(), now);
        var unused = with.ask(Envelope.newBuilder().setShareOffer(offer)).thenAccept(answer -> {
            if (answer.hasShareAccepted()) {
                report(offer.getLotsCount(), answer.getShareAccepted());
            } else {
                LOG.warn(
                        "The coordinator does not take the offer: {}",
                        answer.getError().getText());
            }
        });
    }

    void tellIfStale(Conversation with) {
        if (told.plus(FRESH).isBefore(clock.instant())) {
            tell(with);
        }
    }

    private static void report(int offered, ShareAccepted accepted) {
        LOG.info("Offered {} lots, {} accepted", offered, accepted.getAcceptedCount());
        for (ShareAccepted.Refusal refusal : accepted.getRefusedList()) {
            LOG.warn("Lot {} is not accepted: {}", refusal.getLocalId(), refusal.getReason());
        }
    }
}
