package org.dcrbs.server.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.dcrbs.market.Credits;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.v1.Errand.ReportTrade;
import org.dcrbs.protocol.v1.Errand.SignedByBoth;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of reported trades, and what is refused. */
class DirectTradesTest {
    private static final PartyId SCHOOL = new PartyId("school");
    private static final PartyId STUDIO = new PartyId("studio");
    private static final Clock CLOCK = Clock.fixed(Trade.MADE.plusSeconds(7200), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final CertificateAuthority authority = CertificateAuthority.inMemory(CLOCK);
    private final OwnKey school = OwnKey.generate();
    private final OwnKey studio = OwnKey.generate();
    private final Trade trade = trade("1.5");
    private TestStore store;
    private DirectTrades trades;

    @BeforeEach
    void open() {
        store = new TestStore(folder.resolve("store"));
        trades = TestDirectTrades.on(store.store(), new MarketJson(), authority, CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void oneSidesReportIsKeptAsItWasSigned() {
        trades.report(SCHOOL, bySchool());

        DirectTrade kept = trades.find(trade.id()).orElseThrow();
        assertThat(kept.deal()).isEqualTo(trade.entry().deal());
        assertThat(kept.made()).isEqualTo(Trade.MADE);
        assertThat(kept.dialler().report()).contains(new DirectTrade.Report(SCHOOL, CLOCK.instant()));
        assertThat(kept.listener().report()).isEmpty();
        assertThat(kept.legs())
                .containsExactly(
                        new DirectTrade.Leg(
                                DirectTrade.Role.LISTENER, "map", "FILE", credits("1.5"), true, credits("1.5")),
                        new DirectTrade.Leg(
                                DirectTrade.Role.DIALLER, "font", "FILE", credits("0.5"), true, credits("0.5")));
        assertThat(kept.contract().document().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(trade.entry().contract().bytes());
        assertThat(kept.receipts()).hasSize(2);
    }

    @Test
    void theOtherSidesReportJoinsTheSameRecord() {
        trades.report(SCHOOL, bySchool());
        trades.report(STUDIO, byStudio());

        assertThat(trades.all()).hasSize(1);
        assertThat(trades.all().get(0).dialler().report().orElseThrow().party()).isEqualTo(SCHOOL);
        assertThat(trades.all().get(0).listener().report().orElseThrow().party())
                .isEqualTo(STUDIO);
    }

    @Test
    void aReportThatIsToldAgainChangesNothing() {
        trades.report(SCHOOL, bySchool());
        DirectTrade before = trades.find(trade.id()).orElseThrow();
        DirectTrades later = TestDirectTrades.on(
                store.store(), new MarketJson(), authority, Clock.offset(CLOCK, Duration.ofDays(1)));

        later.report(SCHOOL, bySchool());

        assertThat(later.all()).containsExactly(before);
    }

    @Test
    void aReportThatWasStoredAndNotAcknowledgedIsHarmlessWhenItComesAgain() {
        store.failAt(2);
        assertThatThrownBy(() -> trades.report(SCHOOL, bySchool())).isInstanceOf(TestStore.Fault.class);

        trades.report(SCHOOL, bySchool());

        assertThat(trades.all()).hasSize(1);
    }

    @Test
    void anothersTradeIsNotReportedAsOnesOwn() {
        PartyId thief = new PartyId("thief");

        // with what was overheard, with a key of the thief's own, with a claim of the thief's under the other's key
        refused(thief, bySchool(), "has not signed that thief reports it to this coordinator");
        OwnKey own = OwnKey.generate();
        refused(thief, trade.report(own, coordinator(), "thief"), "the reporter's key " + own.open() + " is neither");
        ReportTrade forged = trade.report(own, coordinator(), "thief").toBuilder()
                .setKey(bySchool().getKey())
                .build();
        refused(thief, forged, "has not signed that thief reports it");
        // what school told another coordinator
        refused(SCHOOL, trade.report(school, "00".repeat(32), "school"), "has not signed that school reports it");
    }

    @Test
    void aKeyIsOfThePartyThatReportedFirst() {
        trades.report(SCHOOL, bySchool());
        DirectTrade before = trades.find(trade.id()).orElseThrow();

        assertThatThrownBy(() -> trades.report(STUDIO, trade.report(school, coordinator(), "studio")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("school has reported it with the same key");
        assertThat(trades.all()).containsExactly(before);
    }

    @Test
    void aForgedSignatureIsRefused() {
        SignedByBoth contract = bySchool().getContract();
        refused(
                with(contract.toBuilder()
                        .setListenerSignature(contract.getDiallerSignature())
                        .build()),
                "the contract is not signed by who answered, " + studio.open());
        refused(
                with(contract.toBuilder().clearDiallerSignature().build()),
                "the contract is not signed by who dialled, " + school.open());
        SignedByBoth receipt = bySchool().getReceipts(1);
        ReportTrade report = bySchool().toBuilder()
                .setReceipts(1, receipt.toBuilder().setListenerSignature(contract.getListenerSignature()))
                .build();
        refused(report, "the receipt for leg 2 is not signed by who answered");
    }

    @Test
    void anAlteredContractIsRefused() {
        refused(altered("\"1500000\"", "\"9500000\""), "the contract is not signed by who dialled");
        refused(altered("}", "} "), "not in the canonical form");
        refused(altered("dcrbs-direct/1", "dcrbs-direct/2"), "contract: format: is not dcrbs-direct/1");
        refused(altered("\"deal\"", "\"dael\""), "contract: dael: there is no such field");
        refused(altered(trade.entry().deal(), "x"), "contract: deal: want 32 hexadecimal digits");
        refused(altered(studio.open().hex(), school.open().hex()), "contract: listener: is the dialler's key, too");
        // also with receipts for what it was altered to
        Trade dearer = trade("9.5");
        refused(
                dearer.report(school, coordinator(), "school").toBuilder()
                        .setContract(bySchool().getContract().toBuilder()
                                .setDocument(dearer.report(school, coordinator(), "school")
                                        .getContract()
                                        .getDocument()))
                        .build(),
                "the contract is not signed by who dialled");
    }

    @Test
    void receiptsOfAnotherContractOrTooFewOrInDisorderAreRefused() {
        ReportTrade report = bySchool();
        refused(
                report.toBuilder()
                        .setReceipts(
                                0,
                                trade("2")
                                        .report(school, coordinator(), "school")
                                        .getReceipts(0))
                        .build(),
                "leg 1: its receipt is for another contract");
        refused(report.toBuilder().removeReceipts(1).build(), "1 receipts for 2 legs; only a settled deal");
        refused(report.toBuilder().addReceipts(report.getReceipts(0)).build(), "3 receipts for 2 legs");
        refused(
                report.toBuilder().setReceipts(1, report.getReceipts(0)).build(),
                "receipt: leg: want receipts in the order of the legs");
    }

    @Test
    void aReceiptOverAnotherAmountIsRefusedEvenIfBothSigned() {
        ReportTrade report = bySchool();
        byte[] cheaper = report.getReceipts(0)
                .getDocument()
                .toStringUtf8()
                .replace("\"1500000\"", "\"1\"")
                .getBytes(StandardCharsets.UTF_8);

        refused(
                report.toBuilder().setReceipts(0, signed(cheaper)).build(),
                "leg 1: agreed at 1.5, delivered, and 0.000001 owed");
    }

    @Test
    void otherReceiptsThanTheOtherSidesAreRefused() {
        trades.report(SCHOOL, bySchool());
        ReportTrade report = byStudio();
        byte[] later = report.getReceipts(0)
                .getDocument()
                .toStringUtf8()
                .replaceFirst("\"at\":\\d+", "\"at\":1")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> trades.report(
                        STUDIO, report.toBuilder().setReceipts(0, signed(later)).build()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("it has been reported with other receipts");
        assertThat(trades.all().get(0).listener().report()).isEmpty();
    }

    @Test
    void whatIsTooLargeOrNothingAtAllIsRefused() {
        byte[] large = new byte[40_000];
        refused(with(signed(large)), "contract: has 40000 bytes; 32768 at most");
        refused(
                bySchool().toBuilder().setReceipts(0, signed(new byte[5000])).build(),
                "receipt: has 5000 bytes; 4096 at most");
        refused(ReportTrade.getDefaultInstance(), "contract, line 1: ends too early");
        refused(bySchool().toBuilder().clearKey().build(), "a key wants 64 hexadecimal digits");
    }

    private void refused(ReportTrade report, String why) {
        refused(SCHOOL, report, why);
    }

    private void refused(PartyId party, ReportTrade report, String why) {
        assertThatThrownBy(() -> trades.report(party, report))
                .isInstanceOfAny(BadInputException.class, IllegalArgumentException.class)
                .hasMessageContaining(why);
        assertThat(trades.all()).isEmpty();
    }

    private ReportTrade altered(String what, String by) {
        SignedByBoth contract = bySchool().getContract();
        String text = contract.getDocument().toStringUtf8();
        assertThat(text).contains(what);
        return with(contract.toBuilder()
                .setDocument(ByteString.copyFromUtf8(text.replace(what, by)))
                .build());
    }

    private ReportTrade with(SignedByBoth contract) {
        return bySchool().toBuilder().setContract(contract).build();
    }

    private SignedByBoth signed(byte[] document) {
        return SignedByBoth.newBuilder()
                .setDocument(ByteString.copyFrom(document))
                .setDiallerSignature(ByteString.copyFrom(school.sign(document)))
                .setListenerSignature(ByteString.copyFrom(studio.sign(document)))
                .build();
    }

    private ReportTrade bySchool() {
        return trade.report(school, coordinator(), "school");
    }

    private ReportTrade byStudio() {
        return trade.report(studio, coordinator(), "studio");
    }

    private String coordinator() {
        return authority.fingerprint().toString();
    }

    private Trade trade(String worth) {
        return Trade.of(school, studio, "0123456789abcdef0123456789abcdef", worth);
    }

    private static Credits credits(String amount) {
        return Credits.parse(amount);
    }
}
