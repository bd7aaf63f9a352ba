package org.dcrbs.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.v1.AccessFigures;
import org.dcrbs.protocol.v1.AccessLease;
import org.dcrbs.protocol.v1.AccessProbe;
import org.dcrbs.protocol.v1.Errand.ReportAccess;
import org.dcrbs.protocol.v1.MemoryLease;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.reputation.TestReputations;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessEvidenceTest {
    private static final PartyId BOB = new PartyId("bob");
    private static final ContractId CONTRACT = new ContractId("r-1.ann+bob");
    private static final String LEASE = "r-1.ann+bob/1/access";
    private static final String PROBE = "r-1.ann+bob/1/p0";

    @TempDir
    private Path folder;

    private TestStore store;
    private OrderStore orders;
    private AccessEvidence evidence;

    @BeforeEach
    void aLease() {
        store = new TestStore(folder);
        MarketJson json = new MarketJson();
        Clock clock = Clock.fixed(TestContracts.NOON, ZoneOffset.UTC);
        orders = new OrderStore(store.store());
        Checks checks = new Checks(store.store(), TestReputations.on(store.store(), json, clock), new NoNodes());
        evidence = new AccessEvidence(store.store(), orders, json, checks, "http://exchange.example:8080/");
        orders.add(List.of(new OrderStore.Entry(
                CONTRACT,
                0,
                List.of(
                        order(
                                LEASE,
                                WorkOrder.newBuilder().setLessee("bob").setAccess(AccessLease.getDefaultInstance())),
                        order(
                                "r-1.ann+bob/2/lease",
                                WorkOrder.newBuilder().setLessee("bob").setMemory(MemoryLease.getDefaultInstance())),
                        order(PROBE, WorkOrder.newBuilder().setAccessProbe(AccessProbe.getDefaultInstance()))),
                true)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theRunsOfTheLesseesProgramAddUpAndEachCountsAsItSaidLast() {
        assertThat(evidence.ofLessee(LEASE)).isEmpty();

        evidence.take(BOB, report(LEASE, 1, 10, 10));
        evidence.take(BOB, report(LEASE, 1, 30, 20));
        evidence.take(BOB, report(LEASE, -2, 5, 0));

        assertThat(evidence.ofLessee(LEASE)).contains(new LineFigures(35, 20, 0, 0, 0, 0, 0));
    }

    @Test
    void onlyTheLesseeReportsAndOnlyOnALine() {
        for (ReportAccess report :
                List.of(report("r-1.ann+bob/2/lease", 1, 1, 1), report("nothing", 1, 1, 1), report(PROBE, 1, 1, 1))) {
            assertThatThrownBy(() -> evidence.take(BOB, report))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("no line is leased to you by order " + report.getOrderId());
        }
        assertThatThrownBy(() -> evidence.take(new PartyId("ann"), report(LEASE, 1, 1, 1)))
                .isInstanceOf(BadInputException.class);
        assertThat(evidence.ofLessee(LEASE)).isEmpty();
    }

    @Test
    void figuresThatCannotBeAreRefused() {
        assertThatThrownBy(() -> evidence.take(BOB, report(LEASE, 1, 10, 11)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("figures of a line: up 11 of 10 s, 0 of 0 connections");
        assertThatThrownBy(() -> evidence.take(BOB, report(LEASE, 1, -1, -1))).isInstanceOf(BadInputException.class);
    }

    @Test
    void aLesseeCannotFillTheStore() {
        for (int run = 0; run < 100; run++) {
            evidence.take(BOB, report(LEASE, run, 1, 1));
        }

        assertThatThrownBy(() -> evidence.take(BOB, report(LEASE, 100, 1, 1))).isInstanceOf(BadInputException.class);
        assertThat(evidence.ofLessee(LEASE).orElseThrow().watchedSeconds()).isEqualTo(100);
    }

    @Test
    void reportsOfHugeNumbersStillAddUp() {
        long most = 1_000_000_000_000_000L;
        evidence.take(BOB, report(LEASE, 1, most, most));
        evidence.take(BOB, report(LEASE, 2, most, 5));

        assertThat(evidence.ofLessee(LEASE).orElseThrow().watchedSeconds()).isEqualTo(most);
        assertThatThrownBy(() -> evidence.take(BOB, report(LEASE, 3, most + 1, 1)))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void aProbeIsServedWithItsTicketWhileItIsUnderWay() {
        ProbeController controller = new ProbeController(evidence);
        String url = evidence.probe(PROBE).orElseThrow();
        assertThat(url).matches("http://exchange\\.example:8080/probe/[0-9a-f]{16}\\?order=r-1\\.ann%2Bbob%2F1%2Fp0");
        String ticket = url.replaceAll(".*/probe/|\\?.*", "");

        byte[] body = Objects.requireNonNull(controller.bytes(ticket, PROBE).getBody());

        assertThat(Digests.sha256().digest(body)).isEqualTo(LeaseFill.digest(evidence.seed(PROBE), 1));
        assertThatThrownBy(() -> controller.bytes("0123456789abcdef", PROBE)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> controller.bytes(ticket, LEASE)).isInstanceOf(NotFoundException.class);
        Order late = orders.find(PROBE).orElseThrow().failed("late");
        orders.add(List.of(new OrderStore.Entry(late.contract(), 1, List.of(late), false)));
        assertThatThrownBy(() -> controller.bytes(ticket, PROBE)).isInstanceOf(NotFoundException.class);
    }

    private static ReportAccess report(String order, long run, long watched, long up) {
        return ReportAccess.newBuilder()
                .setOrderId(order)
                .setRun(run)
                .setFigures(
                        AccessFigures.newBuilder().setWatchedSeconds(watched).setUpSeconds(up))
                .build();
    }

    private static Order order(String id, WorkOrder.Builder task) {
        return Order.open(
                id,
                CONTRACT,
                "r-1.ann+bob/1",
                new PartyId("ann"),
                task.setId(id).build());
    }

    private static final class NoNodes implements Nodes {
        @Override
        public boolean runs(PartyId party, NativePlatform platform) {
            return false;
        }

        @Override
        public String door(PartyId party) {
            return "";
        }

        @Override
        public boolean enrolled(PartyId party) {
            return false;
        }

        @Override
        public Set<PartyId> connected() {
            return Set.of();
        }

        @Override
        public void send(PartyId party, WorkOrder order) {}

        @Override
        public void cancel(PartyId party, String order, String reason) {}
    }
}
