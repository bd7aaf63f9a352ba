package org.dcrbs.server.gateway;

import java.time.Clock;
import java.util.List;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.direct.DirectTrades;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.listing.TestListings;
import org.dcrbs.server.peer.Peers;
import org.dcrbs.server.work.WorkService;

/** A gateway on a free port, without the rest of a server. */
final class TestGateway {
    private TestGateway() {}

    static Gateway started(
            Sessions sessions,
            Peers peers,
            Parties parties,
            Listings listings,
            Contracts contracts,
            WorkService work,
            Blobs blobs,
            DirectTrades trades,
            CertificateAuthority authority,
            Clock clock) {
        ErrandDesk errands = new ErrandDesk(
                peers,
                listings,
                TestListings.intake(parties, listings, blobs),
                new JobsOfMembers(listings, contracts, work),
                new LeasesOfMembers(contracts, work, sessions),
                trades,
                sessions,
                authority,
                new MarketJson(),
                clock);
        Gateway gateway = new Gateway(
                sessions, peers, listings, work, blobs, errands, authority, "127.0.0.1", 0, List.of("127.0.0.1"));
        gateway.start();
        return gateway;
    }
}
