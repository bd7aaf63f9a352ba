package org.dcrbs.server.peer;

import com.google.protobuf.ByteString;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.tls.RequestRefusedException;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Service;

/**
 * Enrols nodes by one-time tokens, of which only a hash is kept. A token works once; but the node that used it may ask
 * again with the same key, in case the answer was lost.
 */
@Service
public class Peers {
    private static final Duration TOKEN_LIFE = Duration.ofDays(1);

    private final Documents peers;
    private final Documents tokens;
    private final Parties parties;
    private final MarketJson json;
    private final CertificateAuthority authority;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Peers(Store store, Parties parties, MarketJson json, CertificateAuthority authority, Clock clock) {
        this.peers = store.collection("peers");
        this.tokens = store.collection("enrolments");
        this.parties = parties;
        this.json = json;
        this.authority = authority;
        this.clock = clock;
    }

    /** A token with which one node may enrol as that party, within a day. */
    public EnrolmentToken invite(PartyId party) {
        if (parties.find(party).isEmpty()) {
            throw new BadInputException("no party " + party + "; add it before its node enrols");
        }
        EnrolmentToken token = EnrolmentToken.issue(random, authority.fingerprint());
        tokens.insertIfAbsent(new Document("_id", key(token.secret()))
                .append("party", party.value())
                .append("until", clock.instant().plus(TOKEN_LIFE).toString()));
        return token;
    }

    /** Signs the request of the node that holds the secret; refused in words otherwise. */
    public X509Certificate enrol(ByteString secret, byte[] request) {
        try {
            PartyId party = redeem(secret, CertificateAuthority.provenKey(request));
            X509Certificate certificate = authority.signPeer(request, new PeerName(party.value()));
            peers.put(json.document(new Peer(
                            party, clock.instant(), serial(certificate), Optional.empty(), "", Map.of(), Map.of()))
                    .append("_id", party.value()));
            return certificate;
        } catch (RequestRefusedException e) {
            throw new BadInputException("the certificate request is refused: " + e.getMessage(), e);
        }
    }

    /** Uses the token up for the key; whoever holds that key may use it again until it is too old. */
    private PartyId redeem(ByteString secret, PublicKey key) {
        String asker = Digests.sha256(key.getEncoded());
        boolean[] admitted = {false};
        Optional<Document> token = tokens.update(key(secret), document -> {
            boolean fresh = Instant.parse(document.getString("until")).isAfter(clock.instant());
            admitted[0] = fresh && asker.equals(document.get("usedBy", asker));
            return admitted[0] && document.get("usedBy") == null ? document.append("usedBy", asker) : null;
        });
        if (token.isEmpty() || !admitted[0]) {
            throw new BadInputException(
                    "the enrolment token is unknown, used or too old; ask the operator for another");
        }
        return new PartyId(token.get().getString("party"));
    }

    /** Whether the certificate is the latest that the party's node was given. */
    public boolean admits(PartyId party, X509Certificate certificate) {
        return find(party)
                .map(peer -> peer.certificate().equals(serial(certificate)))
                .orElse(false);
    }

    public Optional<Peer> find(PartyId party) {
        return peers.find(party.value()).map(this::peer);
    }

    public List<Peer> all() {
        return peers.all().stream().map(this::peer).toList();
    }

    /** Notes what a node says of itself. */
    public void report(
            PartyId party, String nodeVersion, Map<String, Object> hardware, Map<String, Object> benchmarks) {
        change(
                party,
                peer -> new Peer(
                        party,
                        peer.enrolledAt(),
                        peer.certificate(),
                        Optional.of(clock.instant()),
                        nodeVersion,
                        hardware,
                        benchmarks));
    }

    private void change(PartyId party, UnaryOperator<Peer> how) {
        peers.update(
                party.value(),
                document -> json.document(how.apply(peer(document))).append("_id", party.value()));
    }

    private Peer peer(Document document) {
        Document body = new Document(document);
        body.remove("_id");
        body.remove("version");
        return json.value(body, Peer.class);
    }

    private static String key(ByteString secret) {
        return Digests.sha256(secret.toByteArray());
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }
}
