package org.dcrbs.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.COORDINATOR;
import static org.dcrbs.server.contract.TestContracts.HOUR;
import static org.dcrbs.server.contract.TestContracts.NOON;
import static org.dcrbs.server.contract.TestContracts.ROUND;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.dcrbs.market.Account;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.market.Requirement;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that alter results, over the real link, gateway, store and ledger. Bob has Ann compute; Cid, Dan and Eve check. */
class LyingNodeTest {
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final ComputingPower POWER = new ComputingPower(1000, 100, 0);
    private static final ContractId CONTRACT = ContractTerms.idOf(ROUND, new PartyId("ann"), new PartyId("bob"));

    @TempDir
    private Path folder;

    private final MarketJson json = new MarketJson();
    private final Map<String, PlayedNode> nodes = new TreeMap<>();
    private TestStore store;
    private Contracts contracts;
    private Ledger ledger;
    private Reputations reputations;
    private TestWork work;
    private Gateway gateway;

    @BeforeEach
    void open() throws Exception {
        store = new TestStore(folder.resolve("store"));
        Parties parties = new Parties(store.store(), json);
        CertificateAuthority authority = CertificateAuthority.inMemory(Clock.systemUTC());
        Peers peers = TestPeers.on(store.store(), parties, json, authority, CLOCK);
        Leg leg = TestContracts.leg(CONTRACT, 1, "ann", "bob", POWER, HOUR, 10);
        Listings listings = TestListings.on(store.store(), json, CLOCK, List.of(offer(leg), demand(leg)));
        Blobs blobs = new Blobs(folder);
        Sessions sessions = new Sessions(peers);
        ledger = new Ledger(store.store(), json);
        reputations = TestReputations.on(store.store(), json, CLOCK);
        contracts = TestContracts.on(store.store(), json, ledger, event -> {}, CLOCK);
        work = TestWork.on(store.store(), json, contracts, listings, blobs, sessions, ledger, reputations, CLOCK);
        gateway = TestGateway.started(
                sessions,
                peers,
                parties,
                listings,
                contracts,
                work.nodes(),
                blobs,
                TestDirectTrades.on(store.store(), json, authority, CLOCK),
                authority,
                CLOCK);
        for (String party : List.of("ann", "bob", "cid", "dan", "eve")) {
            parties.put(new Party(new PartyId(party), Party.Role.PEER, "", Credits.of(100), Optional.empty()));
            PeerIdentity identity = PlayedNode.identity(gateway.address().getPort(), peers.invite(new PartyId(party)));
            PlayedNode node = PlayedNode.connected(gateway.address().getPort(), identity);
            nodes.put(party, node);
            node.next(BodyCase.WELCOME);
        }
        contracts.conclude(new ContractTerms(CONTRACT, ROUND, COORDINATOR, List.of(leg), List.of(), "test-1"));
        work.contracts().advance(CONTRACT);
    }

    @AfterEach
    void close() {
        nodes.values().forEach(PlayedNode::close);
        gateway.stop();
        store.close();
    }

    @Test
    void aGiverThatAltersItsResultsIsShownUpByTwoOthersAndNotPaid() throws Exception {
        play(Map.of("ann", "altered"));

        Contract.Breached breached =
                (Contract.Breached) contracts.find(CONTRACT).orElseThrow();
        assertThat(breached.reason()).contains("unit ", ": ann computed ");
        assertThat(balance("ann")).isZero();
        assertThat(balance("bob")).isZero();
        assertThat(balance("coordinator")).isNegative();
        assertThat(reputations.of(new PartyId("ann")).standing()).isEqualTo(Standing.WARNED);
    }

    @Test
    void aCheckerThatAltersItsResultsHarmsItselfAlone() throws Exception {
        play(Map.of("cid", "altered"));

        assertThat(contracts.find(CONTRACT).orElseThrow()).isInstanceOf(Contract.Settled.class);
        assertThat(balance("ann")).isEqualTo(10);
        assertThat(balance("cid")).isZero();
        boolean drawn = reputations.of(new PartyId("cid")).total() > 0;
        assertThat(reputations.of(new PartyId("cid")).bad()).isEqualTo(drawn ? 1 : 0);
        assertThat(reputations.of(new PartyId("ann")).good()).isEqualTo(6);
    }

    /** What the checks can't show: all who were asked told the same lie. */
    @Test
    void partiesThatColludeAreNotShownUp() throws Exception {
        play(Map.of("ann", "the same lie", "cid", "the same lie", "dan", "the same lie", "eve", "the same lie"));

        assertThat(contracts.find(CONTRACT).orElseThrow()).isInstanceOf(Contract.Settled.class);
    }

    /** Lets all nodes answer what they are asked, until nobody has an order open. */
    private void play(Map<String, String> liars) throws Exception {
        Map<String, Queue<WorkOrder>> told = new TreeMap<>();
        while (busy().isPresent()) {
            String party = busy().orElseThrow();
            PlayedNode node = Objects.requireNonNull(nodes.get(party));
            Queue<WorkOrder> own = told.computeIfAbsent(party, any -> new ArrayDeque<>());
            WorkOrder order = own.isEmpty() ? node.next(BodyCase.WORK_ORDER).getWorkOrder() : own.remove();
            String output = order.hasFileReceive() ? "" : liars.getOrDefault(party, "right");
            node.say(Envelope.newBuilder()
                    .setWorkResult(WorkResult.newBuilder()
                            .setOrderId(order.getId())
                            .setAttempt(order.getAttempt())
                            .setOutcome(WorkResult.Outcome.DONE)
                            .setOutput(ByteString.copyFromUtf8(output))));
            Envelope heard = node.next();
            while (heard.getBodyCase() != BodyCase.ACK) {
                if (heard.hasWorkOrder()) {
                    own.add(heard.getWorkOrder());
                }
                heard = node.next();
            }
        }
    }

    private Optional<String> busy() {
        return nodes.keySet().stream()
                .filter(party -> !work.nodes().openOrders(new PartyId(party)).isEmpty())
                .findFirst();
    }

    private long balance(String party) {
        return ledger.balance(new Account.OfParty(new PartyId(party))).micro();
    }

    private static Offer offer(Leg leg) {
        return new Offer(
                leg.pairing().offer(),
                leg.pairing().giver(),
                POWER,
                1,
                HOUR,
                Attributes.NONE,
                Constraint.NONE,
                Optional.empty());
    }

    private static Demand demand(Leg leg) {
        Job job = new Job.Compute("ab".repeat(32), Collections.nCopies(6, "00"), 16, 1000, 64, 1);
        Requirement requirement =
                new Requirement("need", POWER, HOUR, Constraint.NONE, Optional.empty(), Optional.of(job));
        return new Demand(
                new ListingId(leg.pairing().demand().value()),
                leg.pairing().taker(),
                List.of(requirement),
                false,
                false,
                new Consideration.InMoney(),
                Attributes.NONE);
    }
}
