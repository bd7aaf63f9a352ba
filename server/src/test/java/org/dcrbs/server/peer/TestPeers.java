package org.dcrbs.server.peer;

import java.time.Clock;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.store.Store;

/** Peers on a test's own store, authority and clock. */
public final class TestPeers {
    private TestPeers() {}

    public static Peers on(Store store, Parties parties, MarketJson json, CertificateAuthority authority, Clock clock) {
        return new Peers(store, parties, json, authority, clock);
    }
}
