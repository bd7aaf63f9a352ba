package org.dcrbs.server.gateway;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Listing;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.contract.ContractChanged;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.direct.DirectTrades;
import org.dcrbs.server.direct.TestDirectTrades;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.listing.TestListings;
import org.dcrbs.server.peer.Peers;
import org.dcrbs.server.peer.TestPeers;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.reputation.TestReputations;
import org.dcrbs.server.store.TestStore;
import org.dcrbs.server.work.TestWork;

/** A coordinator as nodes meet it: the real link on a free port, and store, ledger and work behind it. */
final class LinkedCoordinator implements AutoCloseable {
    private final MarketJson json = new MarketJson();
    private final List<PlayedNode> nodes = new ArrayList<>();
    private final TestStore store;
    private final Clock clock;
    private final Gateway gateway;
    final Peers peers;
    final Listings listings;
    final Blobs blobs;
    final Ledger ledger;
    final Reputations reputations;
    final Contracts contracts;
    final TestWork work;

    /** One whose members are those parties, each good for 100 credits. */
    LinkedCoordinator(Path folder, Clock clock, PartyId... members) {
        this.clock = clock;
        store = new TestStore(folder.resolve("store"));
        Parties parties = new Parties(store.store(), json);
        for (PartyId member : members) {
            parties.put(new Party(member, Party.Role.PEER, "", Credits.of(100), Optional.empty()));
        }
        // TLS asks the computer's own clock whether a certificate is good.
        CertificateAuthority authority = CertificateAuthority.inMemory(Clock.systemUTC());
        peers = TestPeers.on(store.store(), parties, json, authority, clock);
        listings = new Listings(store.store(), json, clock);
        blobs = new Blobs(folder);
        ledger = new Ledger(store.store(), json);
        reputations = TestReputations.on(store.store(), json, clock);
        Sessions sessions = new Sessions(peers);
        contracts = TestContracts.on(store.store(), json, ledger, event -> sessions.on((ContractChanged) event), clock);
        work = TestWork.on(store.store(), json, contracts, listings, blobs, sessions, ledger, reputations, clock);
        DirectTrades trades = TestDirectTrades.on(store.store(), json, authority, clock);
        ErrandDesk errands = new ErrandDesk(
                peers,
                listings,
                TestListings.intake(parties, listings, blobs),
                new JobsOfMembers(listings, contracts, work.nodes()),
                new LeasesOfMembers(contracts, work.nodes(), sessions),
                trades,
                sessions,
                authority,
                json,
                clock);
        gateway = new Gateway(
                sessions,
                peers,
                listings,
                work.nodes(),
                blobs,
                errands,
                authority,
                "127.0.0.1",
                0,
                List.of("127.0.0.1"));
        gateway.start();
    }

    int port() {
        return gateway.address().getPort();
    }

    /** Adds open listings as if by hand. */
    void list(Collection<? extends Listing> open) {
        TestListings.on(store.store(), json, clock, open);
    }

    /** Enrols a node of the party. */
    PeerIdentity identity(PartyId party) throws Exception {
        return PlayedNode.identity(port(), peers.invite(party));
    }

    /** A node that has said hello. */
    PlayedNode node(PeerIdentity identity) throws Exception {
        PlayedNode node = PlayedNode.connected(port(), identity);
        nodes.add(node);
        return node;
    }

    /** A node that has said hello and was welcomed. */
    PlayedNode welcomed(PeerIdentity identity) throws Exception {
        PlayedNode node = node(identity);
        node.next(BodyCase.WELCOME);
        return node;
    }

    /** A member at its command line: a session without hello. */
    PlayedNode owner(PeerIdentity identity) throws Exception {
        PlayedNode node = PlayedNode.silent(port(), identity);
        nodes.add(node);
        return node;
    }

    @Override
    public void close() {
        nodes.forEach(PlayedNode::close);
        gateway.stop();
        store.close();
    }
}
