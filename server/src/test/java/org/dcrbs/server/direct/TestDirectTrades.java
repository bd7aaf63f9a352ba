package org.dcrbs.server.direct;

import java.time.Clock;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Store;

/** Direct trades on a test's own store. */
public final class TestDirectTrades {
    private TestDirectTrades() {}

    public static DirectTrades on(Store store, MarketJson json, CertificateAuthority authority, Clock clock) {
        return new DirectTrades(new DirectTradeStore(store, json), authority, clock);
    }
}
