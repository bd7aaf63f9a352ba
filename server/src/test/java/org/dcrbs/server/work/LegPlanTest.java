package org.dcrbs.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.HOUR;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.v1.WebTask;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.work.Step.Delivered;
import org.dcrbs.server.work.Step.Failed;
import org.dcrbs.server.work.Step.Waiting;
import org.junit.jupiter.api.Test;

class LegPlanTest {
    private static final PartyId ANN = new PartyId("ann");
    private static final PartyId BOB = new PartyId("bob");
    private static final ComputingPower POWER = new ComputingPower(1000, 100, 0);
    private static final byte[] CONTENTS = "temperatures".getBytes(StandardCharsets.UTF_8);
    private static final FileHeader FILE =
            new FileHeader("climate.csv", "", "", "", "", CONTENTS.length, Digests.sha256(CONTENTS));
    private static final FileHeader ANY_FILE = new FileHeader("", "", "", "", "", 0, "");

    @Test
    void nothingHappensBeforeTheWindowOpens() throws Exception {
        PlayedOrders leg = leg(new Memory(1, 0, 0));
        leg.now = HOUR.from().minusSeconds(1);

        assertThat(leg.next()).isInstanceOf(Waiting.class);
    }

    @Test
    void aFailedOrderFailsTheLegWithItsReason() throws Exception {
        PlayedOrders leg = leg(new Memory(1, 0, 0));
        leg.issue();
        leg.failed("lease", "no room");

        assertThat(leg.next())
                .isEqualTo(new Failed(
                        "r-0001.ann+bob/1/lease: no room",
                        Findings.of(ANN, Kind.FAILED, "r-0001.ann+bob/1/lease: no room")));
    }

    @Test
    void withoutAJobThePowerIsKeptFreeUntilTheEnd() throws Exception {
        PlayedOrders leg = leg(POWER);

        assertThat(leg.next()).isInstanceOf(Waiting.class);
        leg.now = HOUR.until();
        assertThat(leg.next()).isInstanceOf(Delivered.class);
    }

    @Test
    void aLeaseIsProvenByItsDigest() throws Exception {
        for (Spec spec : List.of(new Memory(1, 0, 0), new Storage(1, 0, 0, 0))) {
            PlayedOrders leg = leg(spec);
            assertThat(leg.issue().get("lease").executor()).isEqualTo(ANN);
            leg.doneAs("lease", leg.keep(LeaseFill.digest(7, 1)));

            assertThat(leg.next()).isInstanceOf(Delivered.class);
        }
    }

    @Test
    void aLeaseWithTheWrongDigestFailsTheLeg() throws Exception {
        for (Spec spec : List.of(new Memory(1, 0, 0), new Storage(1, 0, 0, 0))) {
            PlayedOrders leg = leg(spec);
            leg.issue();
            leg.doneAs("lease", leg.keep(LeaseFill.digest(8, 1)));

            assertThat(leg.next())
                    .isEqualTo(new Failed(
                            "the digest of the leased 1 MB is wrong",
                            Findings.of(ANN, Kind.LEASE_BROKEN, "the digest of the leased 1 MB is wrong")));
        }
    }

    @Test
    void ofALeaseThatItsTakerUsesNobodyElseAsksForProof() throws Exception {
        for (Spec spec : List.of(new Memory(1, 0, 0), new Storage(1, 0, 0, 0))) {
            PlayedOrders leg = leg(spec);
            leg.issue();
            leg.inUse("lease");
            leg.now = HOUR.until().minusSeconds(1);
            assertThat(leg.next()).isInstanceOf(Waiting.class);
            leg.done("lease", "in use");

            assertThat(leg.next())
                    .isEqualTo(new Delivered(Findings.of(ANN, Kind.LEASE_KEPT, "1 MB kept, and used by bob")));
        }
    }

    @Test
    void aLeaseTooLargeToProveFails() throws Exception {
        assertThat(leg(new Memory(4097, 0, 0)).next())
                .isEqualTo(new Failed("leases of more than 4096 MB can't be proven"));
    }

    @Test
    void aDocumentIsPrinted() throws Exception {
        Peripheral printer = new Peripheral(Peripheral.Kind.PRINTER, 600, 1, 10);
        PlayedOrders leg = new PlayedOrders(needed(printer), printer, Optional.of(new Job.Print("ab".repeat(32))));

        Order order = leg.issue().get("device");
        assertThat(order.order().getPeripheral().getKind()).isEqualTo("PRINTER");
        assertThat(order.order().getPeripheral().getDocumentSha256().size()).isEqualTo(32);
        leg.done("device", "1 page");

        assertThat(leg.next()).isInstanceOf(Delivered.class);
    }

    @Test
    void webWorkIsDoneByTheGiverAndItsReportHandedOver() throws Exception {
        PlayedOrders leg = web(new Job.LoadTest("https://a.example/", 100, 5, 2));

        Order order = leg.issue().get("web");
        WebTask task = order.order().getWeb();
        assertThat(order.executor()).isEqualTo(ANN);
        assertThat(task.getUrl()).isEqualTo("https://a.example/");
        assertThat(task.getLoadTest().getRequests()).isEqualTo(100);
        assertThat(task.getLoadTest().getRatePerSecond()).isEqualTo(5);
        assertThat(task.getLoadTest().getConcurrency()).isEqualTo(2);
        assertThat(task.getKilobitsPerSecond()).isEqualTo(1000);
        assertThat(task.getUntilEpochMs()).isEqualTo(HOUR.until().toEpochMilli());
        leg.done("web", "a report");
        Order receive = leg.issue().get("receive");

        assertThat(receive.executor()).isEqualTo(BOB);
        assertThat(receive.order().getFileReceive().getBytes()).isEqualTo("a report".length());
        leg.done("receive", "");
        assertThat(leg.next()).isEqualTo(new Delivered(Findings.of(ANN, Kind.DELIVERED, "")));
    }

    @Test
    void aSpiderIsToldHowFarItMayGo() throws Exception {
        WebTask task = web(new Job.Spider("https://a.example/", 100, 3))
                .issue()
                .get("web")
                .order()
                .getWeb();

        assertThat(task.getSpider().getPages()).isEqualTo(100);
        assertThat(task.getSpider().getDepth()).isEqualTo(3);
    }

    @Test
    void aSiteThatDoesNotConsentIsNoFaultOfTheGivers() throws Exception {
        PlayedOrders leg = web(new Job.Spider("https://a.example/", 100, 3));
        leg.issue();
        leg.failed("web", "REFUSED: https://a.example has not consented");
        assertThat(leg.next())
                .isEqualTo(new Failed("r-0001.ann+bob/1/web: REFUSED: https://a.example has not consented"));

        PlayedOrders failing = web(new Job.Spider("https://a.example/", 100, 3));
        failing.issue();
        failing.failed("web", "FAILED: no disk");
        assertThat(failing.next())
                .isEqualTo(new Failed(
                        "r-0001.ann+bob/1/web: FAILED: no disk",
                        Findings.of(ANN, Kind.FAILED, "r-0001.ann+bob/1/web: FAILED: no disk")));
    }

    private static PlayedOrders web(Job.Web job) {
        InternetAccess line = new InternetAccess(InternetAccess.Medium.ANY, 1000, 0, 0);
        return new PlayedOrders(needed(line), line, Optional.of(job));
    }

    @Test
    void aPictureIsTakenAndHandedOver() throws Exception {
        PlayedOrders leg = leg(new Peripheral(Peripheral.Kind.CAMERA, 300, 24, 1));
        leg.issue();
        leg.done("device", "a picture");

        Order receive = leg.issue().get("receive");
        assertThat(receive.order().getFileReceive().getBytes()).isEqualTo("a picture".length());
        leg.done("receive", "");
        assertThat(leg.next()).isInstanceOf(Delivered.class);
    }

    @Test
    void aFileGoesFromTheGiverToTheTaker() throws Exception {
        PlayedOrders leg = file(FILE);

        assertThat(leg.issue().get("send").executor()).isEqualTo(ANN);
        leg.keep(CONTENTS);
        leg.done("send", "");
        Order receive = leg.issue().get("receive");

        assertThat(receive.executor()).isEqualTo(BOB);
        assertThat(receive.order().getFileReceive().getName()).isEqualTo("climate.csv");
        leg.done("receive", "");
        assertThat(leg.next()).isInstanceOf(Delivered.class);
    }

    @Test
    void aFileGoesStraightFromTheGiversDoorToTheTaker() throws Exception {
        PlayedOrders leg = direct();

        Map<String, Order> issued = leg.issue();

        assertThat(issued).containsOnlyKeys("hold", "fetch");
        assertThat(issued.get("hold").executor()).isEqualTo(ANN);
        assertThat(issued.get("hold").order().getFileSend().getHeld()).isTrue();
        assertThat(issued.get("fetch").executor()).isEqualTo(BOB);
        assertThat(issued.get("fetch").order().getFileReceive().getHolders(0).getDoor())
                .isEqualTo("ann.example:7444");
        assertThat(leg.next()).isInstanceOf(Waiting.class);
        leg.doneAs("fetch", leg.keep(LegPlan.bytes(FILE.sha256()).toByteArray()));
        assertThat(leg.next())
                .isEqualTo(new Delivered(
                        Findings.of(ANN, Kind.DELIVERED, ""),
                        List.of(issued.get("hold").id())));
    }

    @Test
    void whoOffersTheSameFileAndWouldHelpsToGiveIt() throws Exception {
        PlayedOrders leg = direct();
        PartyId cid = new PartyId("cid");
        leg.doors = Map.of("ann", "ann.example:7444", "cid", "cid.example:7444");
        leg.reseeders = List.of(cid);

        Map<String, Order> issued = leg.issue();

        assertThat(issued).containsOnlyKeys("hold", "hold-cid", "fetch");
        assertThat(issued.get("hold-cid").executor()).isEqualTo(cid);
        assertThat(issued.get("hold-cid").order().getLessee()).isEqualTo("bob");
        assertThat(issued.get("fetch").order().getFileReceive().getHoldersList().stream()
                        .map(holder -> holder.getOrderId() + " " + holder.getGiver() + " " + holder.getDoor()))
                .containsExactly(
                        "r-0001.ann+bob/1/hold ann ann.example:7444", "r-0001.ann+bob/1/hold-cid cid cid.example:7444");
        leg.failed("hold-cid", "REFUSED: this node does not offer a file of that SHA-256");
        assertThat(leg.next()).isInstanceOf(Waiting.class);
        leg.doneAs("fetch", leg.keep(LegPlan.bytes(FILE.sha256()).toByteArray()));
        assertThat(leg.next()).isInstanceOf(Delivered.class);
    }

    @Test
    void aFileThatTheTakerCannotFetchGoesByWayOfTheCoordinator() throws Exception {
        PlayedOrders leg = direct();
        leg.issue();
        leg.failed("fetch", "the file is to be had of none of its holders");

        assertThat(((Step.Issue) leg.next()).replaced()).containsExactly("r-0001.ann+bob/1/hold");
        assertThat(leg.issue()).containsOnlyKeys("send");
        leg.keep(CONTENTS);
        leg.done("send", "");
        assertThat(leg.issue()).containsOnlyKeys("receive");
        leg.done("receive", "");
        assertThat(leg.next()).isEqualTo(new Delivered(Findings.of(ANN, Kind.DELIVERED, "")));
    }

    @Test
    void aFileThatTheGiverCannotHoldOpenGoesByWayOfTheCoordinator() throws Exception {
        PlayedOrders leg = direct();
        leg.issue();
        leg.failed("hold", "no door");

        assertThat(((Step.Issue) leg.next()).replaced()).containsExactly("r-0001.ann+bob/1/fetch");
        assertThat(leg.issue()).containsOnlyKeys("send");
    }

    @Test
    void aTakerThatSaysNothingIsNotWaitedForUntilTheEnd() throws Exception {
        PlayedOrders leg = direct();
        leg.issue();
        leg.now = HOUR.from().plus(Duration.ofMinutes(45)).minusMillis(1);
        assertThat(leg.next()).isInstanceOf(Waiting.class);

        leg.now = HOUR.from().plus(Duration.ofMinutes(45));

        assertThat(((Step.Issue) leg.next()).replaced())
                .containsExactly("r-0001.ann+bob/1/fetch", "r-0001.ann+bob/1/hold");
        assertThat(leg.issue()).containsOnlyKeys("send");
    }

    @Test
    void aTakerThatNamesAnotherFileThanTheAgreedOneIsNotTakenAtItsWord() throws Exception {
        PlayedOrders leg = direct();
        leg.issue();
        leg.doneAs("fetch", "cd".repeat(32));

        assertThat(leg.issue()).containsOnlyKeys("send");
    }

    @Test
    void aGiverWhoseFileIsHereHasDeliveredEvenIfTheTakerWouldNotHaveIt() throws Exception {
        PlayedOrders leg = relayed();
        leg.failed("receive", "FAILED: never arrived");

        assertThat(leg.next())
                .isEqualTo(new Delivered(Findings.of(ANN, Kind.DELIVERED, "")
                        .and(Findings.of(BOB, Kind.FAILED, "could not take it: FAILED: never arrived"))));
    }

    @Test
    void aGiverWhoseFileIsHereHasDeliveredEvenIfTheTakerDoesNotCome() throws Exception {
        PlayedOrders leg = relayed();
        assertThat(leg.next()).isInstanceOf(Waiting.class);

        leg.now = HOUR.until();

        assertThat(leg.next())
                .isEqualTo(new Delivered(
                        Findings.of(ANN, Kind.DELIVERED, "")
                                .and(Findings.of(BOB, Kind.EXPIRED, "has not taken it in time")),
                        List.of("r-0001.ann+bob/1/receive")));
    }

    private static PlayedOrders relayed() throws Exception {
        PlayedOrders leg = file(FILE);
        leg.issue();
        leg.keep(CONTENTS);
        leg.done("send", "");
        leg.issue();
        return leg;
    }

    private static PlayedOrders direct() {
        PlayedOrders leg = file(FILE);
        leg.doors = Map.of("ann", "ann.example:7444");
        return leg;
    }

    @Test
    void aTakerWithoutNodeHasItsFileKeptHere() throws Exception {
        PlayedOrders leg = file(FILE);
        leg.takerHasNode = false;
        leg.issue();
        leg.keep(CONTENTS);
        leg.done("send", "");

        assertThat(leg.next()).isInstanceOf(Delivered.class);
    }

    @Test
    void aFileThatWasSaidToBeSentButWasNotFailsTheLeg() throws Exception {
        PlayedOrders leg = file(FILE);
        leg.issue();
        leg.done("send", "");

        assertThat(leg.next())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).endsWith("none have arrived"));
    }

    @Test
    void aFileOfAnotherSizeThanOfferedFailsTheLeg() throws Exception {
        PlayedOrders leg = file(new FileHeader("climate.csv", "", "", "", "", 5000, FILE.sha256()));
        leg.issue();
        leg.keep(CONTENTS);
        leg.done("send", "");

        assertThat(leg.next())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.reason())
                                .startsWith("of the 5000 bytes of ")
                                .endsWith("12 have arrived"));
    }

    @Test
    void anOfferThatIsAnotherFileNowFailsTheLeg() throws Exception {
        FileHeader wanted = new FileHeader("", "", "", "measurements", "", 0, "");

        for (Spec now : List.of(FILE, new Memory(1, 0, 0))) {
            assertThat(new PlayedOrders(needed(wanted), now, Optional.empty()).next())
                    .isEqualTo(new Failed(
                            "ann.offer-1 is another file now than was agreed on",
                            Findings.of(ANN, Kind.FAILED, "ann.offer-1 is another file now than was agreed on")));
        }
    }

    @Test
    void anOfferThatBecomesAnotherFileWhileItIsSentFailsTheLeg() throws Exception {
        PlayedOrders before = file(FILE);
        before.issue();
        before.done("send", "");
        PlayedOrders after = file(new FileHeader("climate.csv", "", "", "", "", 1, "cd".repeat(32)));
        after.orders.putAll(before.orders);

        assertThat(after.next())
                .isEqualTo(new Failed(
                        "ann.offer-1 has become another file while it was sent",
                        Findings.of(ANN, Kind.FAILED, "ann.offer-1 has become another file while it was sent")));
    }

    @Test
    void accessIsReservedOnTheGiversLine() throws Exception {
        PlayedOrders leg = leg(new InternetAccess(InternetAccess.Medium.FIBRE, 500, 0, 0));

        Order order = leg.issue().get("access");
        assertThat(order.order().getAccess().getKilobitsPerSecond()).isEqualTo(500);
        assertThat(order.order().getAccess().getUntilEpochMs())
                .isEqualTo(HOUR.until().toEpochMilli());
        leg.done("access", "");
        assertThat(leg.next()).isInstanceOf(Delivered.class);
    }

    @Test
    void moneyNeedsNoWork() throws Exception {
        assertThat(leg(new Money(Money.Form.CREDIT, "CR", 1)).next()).isInstanceOf(Delivered.class);
    }

    private static PlayedOrders leg(Spec spec) {
        return new PlayedOrders(needed(spec), spec, Optional.empty());
    }

    private static PlayedOrders file(FileHeader offered) {
        return new PlayedOrders(needed(ANY_FILE), offered, Optional.empty());
    }

    private static Leg needed(Spec least) {
        ContractId id = ContractTerms.idOf(TestContracts.ROUND, ANN, BOB);
        return TestContracts.leg(id, 1, "ann", "bob", least, HOUR, 10);
    }
}
