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
                            party,
                            clock.instant(),
                            serial(certificate),
                            Optional.empty(),
                            Optional.empty(),
                            "",
                            "",
                            Map.of(),
                            Map.of(),
                            Map.of()))
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

    /**
     * A new certificate for a node that has a good one; refused in words otherwise. The good one stays so until the node
     * comes with the new one.
     */
    public X509Certificate renew(PartyId party, X509Certificate held, byte[] request) {
        try {
            X509Certificate certificate = authority.signPeer(request, new PeerName(party.value()));
            boolean[] renewed = {false};
            change(party, peer -> {
                renewed[0] = isOf(peer, held);
                return renewed[0] ? peer.certified(serial(certificate), Optional.of(serial(held))) : peer;
            });
            if (!renewed[0]) {
                throw new BadInputException("the certificate is not the latest of " + party);
            }
            return certificate;
        } catch (RequestRefusedException e) {
            throw new BadInputException("the certificate request is refused: " + e.getMessage(), e);
        }
    }

    /** No certificate of the party's node is good any more. */
    public void revoke(PartyId party) {
        change(party, peer -> peer.certified("", Optional.empty()));
    }

    /** Whether the certificate is the latest that the party's node was given, or the one before while that may be lost. */
    public boolean admits(PartyId party, X509Certificate certificate) {
        Optional<Peer> peer = find(party).filter(known -> isOf(known, certificate));
        if (peer.isPresent()
                && peer.get().former().isPresent()
                && peer.get().certificate().equals(serial(certificate))) {
            change(party, known -> known.certified(known.certificate(), Optional.empty()));
        }
        return peer.isPresent();
    }

    private static boolean isOf(Peer peer, X509Certificate certificate) {
        String serial = serial(certificate);
        return serial.equals(peer.certificate()) || peer.former().equals(Optional.of(serial));
    }

    public Optional<Peer> find(PartyId party) {
        return peers.find(party.value()).map(this::peer);
    }

    public List<Peer> all() {
        return peers.all().stream().map(this::peer).toList();
    }

    /** Notes what a node says of itself. */
    public void report(
            PartyId party,
            String nodeVersion,
            String door,
            Map<String, Object> hardware,
            Map<String, Object> benchmarks) {
        change(
                party,
                peer -> new Peer(
                        party,
                        peer.enrolledAt(),
                        peer.certificate(),
                        peer.former(),
                        Optional.of(clock.instant()),
                        nodeVersion,
                        door,
                        hardware,
                        benchmarks,
                        peer.measured()));
    }

    /** Notes what a node measures of itself now, beside what it declared. */
    public void measured(PartyId party, Map<String, Object> benchmarks) {
        change(party, peer -> peer.measuring(benchmarks));
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
        // What was stored before there were these fields.
        body.putIfAbsent("former", null);
        body.putIfAbsent("measured", new Document());
        body.putIfAbsent("door", "");
        return json.value(body, Peer.class);
    }

    private static String key(ByteString secret) {
        return Digests.sha256(secret.toByteArray());
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }
}
