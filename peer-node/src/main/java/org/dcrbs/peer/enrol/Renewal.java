package org.dcrbs.peer.enrol;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.dcrbs.peer.link.Conversation;
import org.dcrbs.protocol.tls.IdentityException;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.PeerKey;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Errand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for a new certificate over the live session when a third of the old one's life is left. The key stays. */
public final class Renewal {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    private static final Duration LEFT = Duration.ofDays(10);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofHours(1);

    private final Path folder;
    private final Clock clock;
    private final Consumer<PeerIdentity> renewed;
    private volatile PeerIdentity identity;
    private volatile Instant next = Instant.EPOCH;

    /** @param renewed told of each new identity, once it is kept in the folder */
    public Renewal(Path folder, PeerIdentity identity, Clock clock, Consumer<PeerIdentity> renewed) {
        this.folder = folder;
        this.identity = identity;
        this.clock = clock;
        this.renewed = renewed;
    }

    /** Asks if it is time. */
    public void consider(Conversation with) {
        Instant now = clock.instant();
        if (now.isBefore(next) || identity.expiresAt().minus(LEFT).isAfter(now)) {
            return;
        }
        next = now.plus(BETWEEN_ATTEMPTS);
        try {
            PeerKey key = PeerKey.loadOrCreate(folder);
            ByteString request = ByteString.copyFrom(key.certificateRequest());
            var unused = with.ask(Envelope.newBuilder()
                            .setErrand(Errand.newBuilder()
                                    .setRenewCertificate(
                                            Errand.RenewCertificate.newBuilder().setCertificateRequest(request))))
                    .thenAccept(answer -> take(key, answer));
        } catch (IOException e) {
            LOG.error("The certificate cannot be renewed: {}", e.getMessage());
        }
    }

    private void take(PeerKey key, Envelope answer) {
        if (!answer.hasErrandAnswer() || !answer.getErrandAnswer().hasRenewed()) {
            LOG.warn(
                    "The coordinator does not renew the certificate, which ends on {}: {}",
                    identity.expiresAt(),
                    answer.getError().getText());
            return;
        }
        try {
            PeerIdentity fresh = PeerIdentity.enrolled(
                    key,
                    answer.getErrandAnswer().getRenewed().getCertificatesList().stream()
                            .map(ByteString::toByteArray)
                            .toList());
            boolean same =
                    fresh.name().equals(identity.name()) && fresh.authority().equals(identity.authority());
            if (!same) {
                LOG.error("The coordinator renewed the certificate in another name or by another authority");
                return;
            }
            fresh.store(folder);
            identity = fresh;
            LOG.info("The certificate is renewed, until {}", fresh.expiresAt());
            renewed.accept(fresh);
        } catch (IdentityException | IOException e) {
            LOG.error("The renewed certificate cannot be used: {}", e.getMessage());
        }
    }
}
