package org.dcrbs.server.direct;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Window;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.book.SignedReceipt;
import org.dcrbs.peer.direct.book.TradeReport;
import org.dcrbs.peer.direct.document.DirectContract;
import org.dcrbs.peer.direct.document.Draft;
import org.dcrbs.peer.direct.document.LegDraft;
import org.dcrbs.peer.direct.document.Receipt;
import org.dcrbs.peer.direct.document.Signatures;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.v1.Errand.ReportTrade;

/** What two direct peers have in their books after a map went for a font and credits, made by the peers' own code. */
record Trade(Entry entry) {
    static final Instant MADE = Instant.parse("2026-11-28T12:00:00Z");
    private static final String SHA256 = "ab".repeat(32);

    static Trade of(OwnKey school, OwnKey studio, String deal, String worth) {
        Draft draft = new Draft(
                deal,
                school.open(),
                studio.open(),
                MADE,
                Duration.ofMinutes(1),
                MADE.plusSeconds(3600),
                MADE.plusSeconds(86_400),
                List.of(file("map", studio, school), file("font", school, studio)));
        DirectContract contract = new DirectContract(draft, List.of(Credits.parse(worth), Credits.parse("0.5")));
        Entry entry = Entry.of(contract, both(school, studio, contract.bytes()));
        for (int leg = 1; leg <= 2; leg++) {
            Receipt receipt =
                    new Receipt(contract.hash(), leg, true, contract.worth(leg), SHA256, 6, 0, 0, MADE.plusSeconds(60));
            entry = entry.with(new SignedReceipt(receipt, both(school, studio, receipt.bytesToSign())));
        }
        return new Trade(entry);
    }

    private static LegDraft file(String name, OwnKey giver, OwnKey taker) {
        return new LegDraft(
                name,
                giver.open(),
                taker.open(),
                new FileHeader(name, "", "", "", "", 6, SHA256),
                new Window(MADE, MADE.plusSeconds(86_400)),
                Optional.empty());
    }

    private static Signatures both(OwnKey one, OwnKey other, byte[] document) {
        return Signatures.NONE.with(one.open(), one.sign(document)).with(other.open(), other.sign(document));
    }

    String id() {
        return entry.contract().hash();
    }

    ReportTrade report(OwnKey reporter, String coordinator, String party) {
        return new TradeReport(reporter, coordinator, party).of(entry);
    }
}
