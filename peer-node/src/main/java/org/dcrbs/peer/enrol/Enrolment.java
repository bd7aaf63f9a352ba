package org.dcrbs.peer.enrol;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcrbs.peer.config.CoordinatorAddress;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.LinkClient;
import org.dcrbs.protocol.link.LinkException;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.tls.Fingerprint;
import org.dcrbs.protocol.tls.IdentityException;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.PeerKey;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.EnrolRequest;
import org.dcrbs.protocol.v1.EnrolResponse;
import org.dcrbs.protocol.v1.Envelope;

/** Turns a one-time token into an identity. */
public final class Enrolment {
    private static final long ANSWER_SECONDS = 20;

    private final LinkClient client;
    private final CoordinatorAddress address;

    public Enrolment(LinkClient client, CoordinatorAddress address) {
        this.client = client;
        this.address = address;
    }

    /** Enrols and keeps the identity in the folder. */
    public PeerIdentity enrol(EnrolmentToken token, Path folder)
            throws EnrolmentException, IOException, InterruptedException {
        PeerKey key = PeerKey.loadOrCreate(folder);
        EnrolRequest request = EnrolRequest.newBuilder()
                .setSecret(token.secret())
                .setCertificateRequest(ByteString.copyFrom(key.certificateRequest()))
                .build();
        PeerIdentity identity = identity(key, ask(request, token), token);
        identity.store(folder);
        return identity;
    }

    private EnrolResponse ask(EnrolRequest request, EnrolmentToken token)
            throws EnrolmentException, InterruptedException {
        Asking asking = new Asking(request);
        try {
            Envelope answer = client.connect(
                            address.host(), address.port(), SslContexts.enrolling(token.authority()), asking)
                    .thenCompose(session -> asking.answer)
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (answer.hasEnrolResponse()) {
                return answer.getEnrolResponse();
            }
            throw new EnrolmentException("the coordinator says: "
                    + (answer.hasError() ? answer.getError().getText() : "an answer that makes no sense here"));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LinkException known) {
                throw new EnrolmentException(known.closing());
            }
            if (e.getCause() instanceof EnrolmentException known) {
                throw known;
            }
            throw new EnrolmentException(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw new EnrolmentException(new Closing(
                    Closing.Kind.TIMED_OUT, "the coordinator did not answer within " + ANSWER_SECONDS + " s"));
        }
    }

    private static PeerIdentity identity(PeerKey key, EnrolResponse response, EnrolmentToken token)
            throws EnrolmentException {
        try {
            PeerIdentity identity = PeerIdentity.enrolled(
                    key,
                    response.getCertificatesList().stream()
                            .map(ByteString::toByteArray)
                            .toList());
            if (!Fingerprint.of(identity.authority()).equals(token.authority())) {
                throw new EnrolmentException("the coordinator answered with another authority than the token names");
            }
            return identity;
        } catch (IdentityException e) {
            throw new EnrolmentException("the coordinator answered with certificates of no use: " + e.getMessage());
        }
    }

    /** Asks as soon as connected; the first message is the answer. */
    private static final class Asking implements LinkListener {
        private final EnrolRequest request;
        private final CompletableFuture<Envelope> answer = new CompletableFuture<>();

        Asking(EnrolRequest request) {
            this.request = request;
        }

        @Override
        public void connected(LinkSession session) {
            session.send(Envelope.newBuilder().setEnrolRequest(request));
        }

        @Override
        public void message(LinkSession session, Envelope message) {
            answer.complete(message);
            session.close();
        }

        @Override
        public void closed(LinkSession session, Closing how) {
            answer.completeExceptionally(new EnrolmentException(how));
        }
    }
}
