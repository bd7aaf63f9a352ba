package org.dcrbs.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.HOUR;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Leg;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.proof.AccessReceipt;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.v1.AccessFigures;
import org.dcrbs.protocol.v1.AccessProof;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.work.Findings.Verdict;
import org.dcrbs.server.work.Step.Delivered;
import org.dcrbs.server.work.Step.Waiting;
import org.junit.jupiter.api.Test;

/** How a lease of 8 Mbit/s for an hour, up for 950 per mille of the time, is probed and judged. */
class AccessPlanTest {
    private static final PartyId ANN = new PartyId("ann");
    private static final InternetAccess ACCESS = new InternetAccess(InternetAccess.Medium.FIBRE, 8000, 950, 4000);
    private static final Duration THIRD = Duration.ofMinutes(20);
    private static final long UP = 3600;
    private static final long HALF = 1800;

    private final Leg leg = TestContracts.leg(
            ContractTerms.idOf(TestContracts.ROUND, ANN, new PartyId("bob")), 1, "ann", "bob", ACCESS, HOUR, 10);
    private final PlayedOrders played = new PlayedOrders(leg, ACCESS, Optional.empty());

    @Test
    void withoutAnAddressToFetchNothingIsProbed() throws Exception {
        played.issue();
        played.now = HOUR.until().minusSeconds(1);

        assertThat(played.next()).isInstanceOf(Waiting.class);
    }

    @Test
    void aLeaseIsProbedThreeTimes() throws Exception {
        played.probes = true;
        played.issue();
        assertThat(played.next()).isInstanceOf(Waiting.class);

        for (int number = 0; number < 3; number++) {
            Order probe = probe(number);
            assertThat(probe.executor()).isEqualTo(ANN);
            assertThat(probe.order().getAccessProbe().getUrl()).endsWith("/probe/" + probe.id());
            assertThat(probe.order().getAccessProbe().getLeaseOrderId()).isEqualTo(leg.id() + "/access");
            assertThat(played.next()).isInstanceOf(Waiting.class);
        }
        played.now = HOUR.until();
        assertThat(played.next()).isInstanceOf(Waiting.class);
    }

    @Test
    void aLineThatDidWellIsDeliveredWithItsFigures() throws Exception {
        played.probes = true;
        played.issue();
        for (int number = 0; number < 3; number++) {
            answer(probe(number), 500);
        }
        played.lessees = Optional.of(new LineFigures(600, 590, 4, 4, 100, 900, 1));

        assertThat(verdict(UP).kind()).isEqualTo(Kind.DELIVERED);
        assertThat(verdict(UP).detail())
                .isEqualTo(
                        "giver: up 1000 per mille of 3600 s, 9 of 10 connections, 2000000 bytes, 1600 kbit/s in 10 busy s;"
                                + " lessee: up 983 per mille of 600 s, 4 of 4 connections, 1000 bytes, 8 kbit/s in 1 busy s;"
                                + " 3 of 3 probes came through");
    }

    @Test
    void theLesseesWordAloneBreaksNoLease() throws Exception {
        played.issue();
        played.lessees = Optional.of(new LineFigures(3600, 0, 4, 0, 0, 0, 0));

        assertThat(verdict(UP).kind()).isEqualTo(Kind.DELIVERED);
    }

    @Test
    void whatBothEndsSayHolds() throws Exception {
        played.issue();
        played.lessees = Optional.of(new LineFigures(3600, HALF, 4, 2, 0, 0, 0));

        assertThat(verdict(HALF).kind()).isEqualTo(Kind.LEASE_BROKEN);
    }

    @Test
    void aLittleLessThanAgreedIsNotFarShort() throws Exception {
        played.issue();
        played.lessees = Optional.of(new LineFigures(100, 50, 4, 2, 0, 0, 0));
        assertThat(verdict(HALF).kind()).as("50 s").isEqualTo(Kind.DELIVERED);

        played.lessees = Optional.of(new LineFigures(3600, 3100, 4, 2, 0, 0, 0));
        assertThat(verdict(3100).kind()).as("861 per mille").isEqualTo(Kind.DELIVERED);
    }

    @Test
    void slowProbesBearTheLesseeOut() throws Exception {
        played.probes = true;
        played.issue();
        for (int number = 0; number < 3; number++) {
            answer(probe(number), 60_000);
        }
        assertThat(verdict(UP).kind()).as("probes alone").isEqualTo(Kind.DELIVERED);

        played.lessees = Optional.of(new LineFigures(3600, HALF, 4, 2, 0, 0, 0));
        assertThat(verdict(UP).kind()).isEqualTo(Kind.LEASE_BROKEN);
    }

    @Test
    void aLineThatCarriesNoProbeAtAllIsBroken() throws Exception {
        played.probes = true;
        played.issue();
        wrong(probe(0));
        probe(1);
        played.failed("p1", "the line does not carry: nothing came");
        Order hurried = probe(2);
        assertThat(hurried.order().getDeadlineEpochMs()).isEqualTo(HOUR.until().toEpochMilli());
        played.now = HOUR.until().plusSeconds(1);

        assertThat(verdict(UP).kind()).isEqualTo(Kind.LEASE_BROKEN);
        assertThat(verdict(UP).detail()).endsWith("; 0 of 2 probes came through");
    }

    @Test
    void aProbeThatTheOwnersRulesForbidSaysNothing() throws Exception {
        played.probes = true;
        played.issue();
        for (int number = 0; number < 3; number++) {
            probe(number);
            played.failed("p" + number, "REFUSED: not there");
        }

        assertThat(verdict(UP).kind()).isEqualTo(Kind.DELIVERED);
        assertThat(verdict(UP).detail()).endsWith("lessee: nothing");
    }

    @Test
    void aReceiptThatMakesNoSenseIsNone() throws Exception {
        played.issue();
        played.done(
                "access",
                "kept 8000 kbit/s until noon: up 9 of 3 s, 1 of 1 connections, 1 bytes sent, 1 received in 1 busy s");

        Delivered delivered = (Delivered) played.next();

        assertThat(delivered.findings().verdicts().get(0).detail()).isEqualTo("giver: nothing; lessee: nothing");
    }

    /** Issues the one of that third of the hour. */
    private Order probe(int number) throws Exception {
        played.now = HOUR.from().plus(THIRD.multipliedBy(number + 1)).minusSeconds(1);
        Map<String, Order> issued = played.issue();
        assertThat(issued).containsOnlyKeys("p" + number);
        return issued.get("p" + number);
    }

    private void answer(Order probe, long millis) {
        ByteString digest = ByteString.copyFrom(LeaseFill.digest(played.seed(probe.id()), 1));
        proof(probe, AccessProof.newBuilder().setDigest(digest).setMillis(millis));
    }

    private void wrong(Order probe) {
        proof(
                probe,
                AccessProof.newBuilder()
                        .setDigest(ByteString.copyFromUtf8("no"))
                        .setMillis(1));
    }

    private void proof(Order probe, AccessProof.Builder proof) {
        played.doneAs(
                probe.id().substring(leg.id().length() + 1),
                played.keep(proof.build().toByteArray()));
    }

    private Verdict verdict(long upSeconds) throws Exception {
        AccessFigures figures = AccessFigures.newBuilder()
                .setWatchedSeconds(3600)
                .setUpSeconds(upSeconds)
                .setAttempts(10)
                .setOpened(9)
                .setBytesReceived(2_000_000)
                .setBusySeconds(10)
                .build();
        String receipt = AccessReceipt.line(8000, HOUR.until(), figures);
        played.doneAs("access", played.keep(receipt.getBytes(StandardCharsets.UTF_8)));
        Findings findings = ((Delivered) played.next()).findings();
        assertThat(findings.verdicts()).hasSize(1);
        assertThat(findings.verdicts().get(0).party()).isEqualTo(ANN);
        return findings.verdicts().get(0);
    }
}
