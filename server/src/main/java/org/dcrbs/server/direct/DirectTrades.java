package org.dcrbs.server.direct;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.proof.OpenKey;
import org.dcrbs.protocol.proof.TradeClaim;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.v1.Errand.ReportTrade;
import org.dcrbs.server.listing.BadInputException;
import org.springframework.stereotype.Service;

/** What members traded without the coordinator, as far as they have told it. */
@Service
public class DirectTrades {
    private final DirectTradeStore store;
    private final String coordinator;
    private final Clock clock;

    DirectTrades(DirectTradeStore store, CertificateAuthority authority, Clock clock) {
        this.store = store;
        this.coordinator = authority.fingerprint().toString();
        this.clock = clock;
    }

    /**
     * Keeps the trade, or joins it to the other side's report of it; harmless if the party has reported it before. On return
     * it is stored.
     *
     * @throws IllegalArgumentException in words, as {@link BadInputException}, if it is not what it claims to be
     */
    public void report(PartyId party, ReportTrade report) {
        DirectTrade trade = ReportReader.read(report);
        OpenKey key = new OpenKey(hex(report.getKey()));
        DirectTrade reported = trade.reported(key, new DirectTrade.Report(party, clock.instant()));
        byte[] claim = new TradeClaim(coordinator, party.value(), trade.id()).bytes();
        if (!key.signed(claim, report.getSignature().toByteArray())) {
            throw new BadInputException("contract " + trade.id() + ": " + key + " has not signed that " + party
                    + " reports it to this coordinator");
        }
        store.join(reported);
    }

    Optional<DirectTrade> find(String id) {
        return store.find(id);
    }

    List<DirectTrade> all() {
        return store.all();
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
