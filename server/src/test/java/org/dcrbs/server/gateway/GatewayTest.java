package org.dcrbs.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.COORDINATOR;
import static org.dcrbs.server.contract.TestContracts.ROUND;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Demand;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Listing;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Window;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.PeerKey;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.BlobRequest;
import org.dcrbs.protocol.v1.CancelOrder;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.Hello;
import org.dcrbs.protocol.v1.OfferedLot;
import org.dcrbs.protocol.v1.ShareAccepted;
import org.dcrbs.protocol.v1.ShareOffer;
import org.dcrbs.protocol.v1.Welcome;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.search.Entries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door for nodes: the real link, store and work behind it, and nodes that say what they should not. */
class GatewayTest {
    private static final PartyId ANN = new PartyId("ann");
    private static final PartyId BOB = new PartyId("bob");
    private static final byte[] CONTENTS = "temperatures".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    private static final ByteString HASH = ByteString.fromHex(Digests.sha256(CONTENTS));
    private static final FileHeader FILE =
            new FileHeader("climate.csv", "", "", "", "", CONTENTS.length, Digests.sha256(CONTENTS));
    private static final Peripheral CAMERA = new Peripheral(Peripheral.Kind.CAMERA, 300, 24, 1);

    @TempDir
    private Path folder;

    private final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    private Duration since = Duration.ZERO;
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.plus(since);
        }
    };
    private LinkedCoordinator coordinator;

    @BeforeEach
    void open() {
        coordinator = new LinkedCoordinator(folder, clock, ANN, BOB);
    }

    @AfterEach
    void close() {
        coordinator.close();
    }

    // Enrolment

    @Test
    void aTokenEnrolsOneNode() throws Exception {
        EnrolmentToken token = coordinator.peers.invite(ANN);
        byte[] request = PeerKey.generate().certificateRequest();

        Envelope first = PlayedNode.enrol(coordinator.port(), token, request);
        Envelope again = PlayedNode.enrol(coordinator.port(), token, request);
        Envelope other =
                PlayedNode.enrol(coordinator.port(), token, PeerKey.generate().certificateRequest());

        assertThat(first.getEnrolResponse().getPartyId()).isEqualTo("ann");
        // given that the first answer was lost
        assertThat(again.hasEnrolResponse()).isTrue();
        assertThat(other.getError().getCode()).isEqualTo(ErrorCode.TOKEN_REFUSED.wire());
    }

    @Test
    void aTokenThatIsWrongOrTooOldEnrolsNobody() throws Exception {
        EnrolmentToken real = coordinator.peers.invite(ANN);
        EnrolmentToken wrong = EnrolmentToken.issue(new SecureRandom(), real.authority());
        byte[] request = PeerKey.generate().certificateRequest();

        assertThat(PlayedNode.enrol(coordinator.port(), wrong, request)
                        .getError()
                        .getCode())
                .isEqualTo(ErrorCode.TOKEN_REFUSED.wire());
        since = Duration.ofDays(1);
        assertThat(PlayedNode.enrol(coordinator.port(), real, request)
                        .getError()
                        .getText())
                .isEqualTo("the enrolment token is unknown, used or too old; ask the operator for another");
        assertThat(coordinator.peers.all()).isEmpty();
    }

    @Test
    void aRequestThatIsNoneIsRefused() throws Exception {
        Envelope answer = PlayedNode.enrol(coordinator.port(), coordinator.peers.invite(ANN), new byte[] {1, 2, 3});

        assertThat(answer.getError().getText()).startsWith("the certificate request is refused");
        assertThat(coordinator.peers.all()).isEmpty();
    }

    @Test
    void aCertificateThatIsNotTheLatestIsTurnedAway() throws Exception {
        PeerIdentity first = coordinator.identity(ANN);
        coordinator.identity(ANN);

        PlayedNode node = coordinator.node(first);

        assertThat(node.next().getError().getCode()).isEqualTo(ErrorCode.REVOKED.wire());
        node.end();
    }

    @Test
    void theSameNodeConnectingTwiceReplacesItself() throws Exception {
        PeerIdentity identity = coordinator.identity(ANN);
        PlayedNode first = coordinator.welcomed(identity);

        PlayedNode second = coordinator.welcomed(identity);

        assertThat(first.next(BodyCase.ERROR).getError().getCode()).isEqualTo(ErrorCode.REPLACED.wire());
        first.end();
        assertLives(second);
    }

    // Shares

    @Test
    void soundLotsBecomeOffersAndOthersAreRefusedInWords() throws Exception {
        PlayedNode node = coordinator.welcomed(coordinator.identity(ANN));

        ShareAccepted answer = share(
                node,
                memory("ram", 1024, lot -> {}),
                memory("negative", -1, lot -> {}),
                memory("absurd", Long.MAX_VALUE, lot -> {}),
                memory("slow", 1, lot -> lot.getSpecBuilder().getMemoryBuilder().setReadNanos(-1)),
                memory("many", 1, lot -> lot.setCopies(-1)),
                memory("backwards", 1, lot -> lot.setUntilEpochMs(lot.getFromEpochMs() - 1)),
                memory("never", 1, lot -> lot.setFromEpochMs(Long.MIN_VALUE).setUntilEpochMs(Long.MAX_VALUE)),
                memory("debt", 1, lot -> lot.setAskMicroCredits(-1)),
                memory("choosy", 1, lot -> lot.setConstraint("taker.id ==")),
                memory("looping", 1, lot -> lot.setConstraint("[1].all(x, x == 1)")),
                memory("attributes", 1, lot -> lot.putAttributes("no name", "x")),
                memory("no name", 1, lot -> {}),
                memory("ram", 2, lot -> {}),
                OfferedLot.newBuilder().setLocalId("nothing").build());

        assertThat(answer.getAcceptedList()).containsExactly("ram");
        assertThat(answer.getRefusedList())
                .extracting(ShareAccepted.Refusal::getLocalId)
                .containsExactlyInAnyOrder(
                        "negative",
                        "absurd",
                        "slow",
                        "many",
                        "backwards",
                        "never",
                        "debt",
                        "choosy",
                        "looping",
                        "attributes",
                        "no name",
                        "ram",
                        "nothing");
        assertThat(answer.getRefusedList())
                .allSatisfy(refusal -> assertThat(refusal.getReason()).isNotBlank());
        assertThat(coordinator.listings.open()).extracting(Listing::id).containsExactly(new ListingId("ann.ram"));
        assertLives(node);
    }

    @Test
    void whatANodeNoLongerReportsIsWithdrawn() throws Exception {
        PlayedNode node = coordinator.welcomed(coordinator.identity(ANN));
        share(node, memory("ram", 1024, lot -> {}), memory("more", 1024, lot -> {}));

        share(node, memory("more", 2048, lot -> {}));

        assertThat(coordinator.listings.open()).singleElement().isInstanceOfSatisfying(Offer.class, offer -> {
            assertThat(offer.id()).isEqualTo(new ListingId("ann.more"));
            assertThat(offer.capacity()).isEqualTo(2048);
        });
    }

    @Test
    void aNodeHasNoSayOverOthersListings() throws Exception {
        Window day = new Window(now, now.plusSeconds(86_400));
        Listing byHand = offer("ann.file", ANN, FILE, day);
        Demand others = demand("ann.wish", BOB, CAMERA, day);
        coordinator.list(List.of(byHand, others));
        PlayedNode node = coordinator.welcomed(coordinator.identity(ANN));

        ShareAccepted answer = share(node, memory("file", 1, lot -> {}), memory("wish", 1, lot -> {}));

        assertThat(answer.getAcceptedList()).isEmpty();
        assertThat(answer.getRefusedList())
                .extracting(ShareAccepted.Refusal::getReason)
                .containsExactly("listing ann.file is not this node's", "listing ann.wish is not this node's");
        assertThat(coordinator.listings.open()).containsExactlyInAnyOrder(byHand, others);
    }

    @Test
    void aHundredThousandLotsAreRefusedAtOnce() throws Exception {
        PlayedNode node = coordinator.welcomed(coordinator.identity(ANN));
        ShareOffer.Builder many = ShareOffer.newBuilder();
        for (int i = 0; i < 100_000; i++) {
            many.addLots(OfferedLot.getDefaultInstance());
        }

        node.say(Envelope.newBuilder().setShareOffer(many));

        assertThat(node.next().getError().getText()).isEqualTo("100000 lots; 2000 at the most");
        assertThat(coordinator.listings.open()).isEmpty();
        assertLives(node);
    }

    @Test
    void asManyLotsAsAreTakenCanAllBeRefusedInOneAnswer() throws Exception {
        PlayedNode node = coordinator.welcomed(coordinator.identity(ANN));
        OfferedLot[] bad = new OfferedLot[2000];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = memory("x".repeat(80) + i, 1, lot -> lot.setConstraint("(".repeat(350)));
        }

        assertThat(share(node, bad).getRefusedCount()).isEqualTo(2000);
    }

    // Blobs

    @Test
    void aFileIsTakenPieceByPieceOnceItIsAwaited() throws Exception {
        PlayedNode node = coordinator.welcomed(coordinator.identity(ANN));
        node.say(chunk(0, 500_000));
        assertThat(node.next().getError().getText()).startsWith("nobody waits for ");
        WorkOrder send = ordered(node, FILE);
        assertThat(send.getFileSend().getSha256()).isEqualTo(HASH);

        node.say(chunk(0, 500_000));
        node.say(chunk(500_000, CONTENTS.length));
        assertThat(node.next().hasAck()).isTrue();
        node.say(result(send));
        node.next(BodyCase.ACK);

        assertThat(coordinator.blobs.size(FILE.sha256())).hasValue(CONTENTS.length);
        assertThat(coordinator.contracts.find(contract()))
                .get()
                .extracting("class.simpleName")
                .isEqualTo("Settled");
    }

    @Test
    void piecesThatDoNotFitEndTheUploadAndNothingIsKept() throws Exception {
        PlayedNode node = coordinator.welcomed(coordinator.identity(ANN));
        ordered(node, FILE);

        node.say(chunk(0, 500_000));
        node.say(chunk(600_000, 700_000));
        assertThat(node.next().getError().getText()).contains("was not the next one");

        node.say(chunk(0, 500_000));
        node.say(Envelope.newBuilder().setBlobChunk(piece(500_000, 600_000).setTotalBytes(7)));
        assertThat(node.next().getError().getText()).contains("was not the next one");

        node.say(Envelope.newBuilder().setBlobChunk(piece(0, 600_000).setTotalBytes(500_000)));
        assertThat(node.next().getError().getText()).isEqualTo("more bytes than the 500000 announced");

        for (long absurd : new long[] {-1, Long.MAX_VALUE}) {
            node.say(Envelope.newBuilder().setBlobChunk(piece(0, 10).setTotalBytes(absurd)));
            assertThat(node.next().getError().getText()).startsWith("a blob of " + absurd + " bytes; ");
        }

        node.say(Envelope.newBuilder()
                .setBlobChunk(
                        piece(0, 5).setData(ByteString.copyFromUtf8("wrong")).setTotalBytes(5)));
        assertThat(node.next().getError().getText()).startsWith("the blob's SHA-256 is ");

        assertThat(coordinator.blobs.size(FILE.sha256())).isEmpty();
        assertThat(coordinator.blobs.size(Digests.sha256("wrong".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertLives(node);
    }

    @Test
    void twoResultsWithTheSameLargeOutputAreFetchedOnceAndBothTaken() throws Exception {
        PlayedNode node = coordinator.welcomed(coordinator.identity(ANN));
        WorkOrder first = ordered(node, CAMERA, CAMERA);
        WorkOrder second = node.next(BodyCase.WORK_ORDER).getWorkOrder();

        node.say(large(first));
        node.say(large(second));
        assertThat(node.next(BodyCase.BLOB_REQUEST).getBlobRequest().getOffset())
                .isZero();
        node.say(chunk(0, 500_000));
        assertThat(node.next().getBlobRequest().getOffset()).isEqualTo(500_000);
        node.say(chunk(500_000, CONTENTS.length));

        node.next(BodyCase.ACK);
        node.next(BodyCase.ACK);
        assertThat(coordinator.contracts.find(contract()))
                .get()
                .extracting("class.simpleName")
                .isEqualTo("Settled");
    }

    @Test
    void whenAFetchedOutputGoesWrongItsResultIsToComeAgain() throws Exception {
        PlayedNode node = coordinator.welcomed(coordinator.identity(ANN));
        WorkOrder order = ordered(node, CAMERA);
        node.say(large(order));
        node.next(BodyCase.BLOB_REQUEST);

        node.say(chunk(5, 10));
        assertThat(node.next().getError().getText()).contains("was not the next one");
        assertThat(node.next().getError().getText()).contains("was not the next one");

        node.say(large(order));
        node.next(BodyCase.BLOB_REQUEST);
        node.say(chunk(0, 600_000));
        node.next(BodyCase.BLOB_REQUEST);
        node.say(chunk(600_000, CONTENTS.length));
        node.next(BodyCase.ACK);
    }

    @Test
    void blobsAreServedByPiecesAndUnknownOnesAreNotFound() throws Exception {
        PlayedNode node = coordinator.welcomed(coordinator.identity(ANN));
        coordinator.blobs.put(CONTENTS);

        node.say(request(HASH, CONTENTS.length - 5));
        assertThat(node.next().getBlobChunk().getData().toStringUtf8()).isEqualTo("tures");
        node.say(request(ByteString.fromHex("ab".repeat(32)), 0));
        assertThat(node.next().getError().getCode()).isEqualTo(ErrorCode.NOT_FOUND.wire());
        node.say(request(ByteString.copyFromUtf8("../secret"), 0));
        assertThat(node.next().getError().getCode()).isEqualTo(ErrorCode.BAD_REQUEST.wire());
        node.say(request(HASH, -1));
        assertThat(node.next().getError().getCode()).isEqualTo(ErrorCode.BAD_REQUEST.wire());
        assertLives(node);
    }

    // Orders and results

    @Test
    void openOrdersAreSentAgainOnANewSession() throws Exception {
        PeerIdentity identity = coordinator.identity(ANN);
        PlayedNode node = coordinator.welcomed(identity);
        WorkOrder order = ordered(node, CAMERA);
        node.close();

        PlayedNode again = coordinator.welcomed(identity);
        assertThat(again.next(BodyCase.WORK_ORDER).getWorkOrder()).isEqualTo(order);

        again.say(result(order));
        again.next(BodyCase.ACK);
        again.close();
        assertLives(coordinator.welcomed(identity));
    }

    @Test
    void resultsOfOthersOrdersAreTakenNoteOfAndChangeNothing() throws Exception {
        PlayedNode ann = coordinator.welcomed(coordinator.identity(ANN));
        WorkOrder order = ordered(ann, CAMERA);
        PlayedNode stranger = coordinator.welcomed(coordinator.identity(new PartyId("bob")));

        stranger.say(result(order));
        assertThat(stranger.next(BodyCase.ACK).hasAck()).isTrue();
        // and nothing is fetched from it
        stranger.say(large(order));
        assertThat(stranger.next().hasAck()).isTrue();
        stranger.say(Envelope.newBuilder()
                .setWorkResult(WorkResult.newBuilder().setOutputSha256(ByteString.copyFromUtf8("no hash"))));
        assertThat(stranger.next().getError().getCode()).isEqualTo(ErrorCode.BAD_REQUEST.wire());

        assertThat(coordinator.contracts.find(contract()))
                .get()
                .extracting("class.simpleName")
                .isEqualTo("Active");
        assertThat(coordinator.work.nodes().openOrders(ANN)).containsExactly(order);
    }

    @Test
    void messagesThatAreNotForACoordinatorAreRefusedAndTheSessionLives() throws Exception {
        PlayedNode node = coordinator.welcomed(coordinator.identity(ANN));

        node.say(Envelope.newBuilder().setWelcome(Welcome.getDefaultInstance()));
        assertThat(node.next().getError().getCode()).isEqualTo(ErrorCode.UNKNOWN_MESSAGE.wire());
        node.say(Envelope.newBuilder().setCancelOrder(CancelOrder.newBuilder().setOrderId("x")));
        assertThat(node.next().getError().getCode()).isEqualTo(ErrorCode.UNKNOWN_MESSAGE.wire());
        node.say(Envelope.newBuilder().setWorkOrder(WorkOrder.getDefaultInstance()));
        assertThat(node.next().getError().getCode()).isEqualTo(ErrorCode.UNKNOWN_MESSAGE.wire());

        assertLives(node);
    }

    /** A contract by which ann gives bob each of the specs; answers its first order. */
    private WorkOrder ordered(PlayedNode node, Spec... specs) throws Exception {
        Window hour = new Window(now, now.plusSeconds(3600));
        List<Leg> legs = new ArrayList<>();
        List<Listing> wanted = new ArrayList<>();
        for (Spec spec : specs) {
            Leg leg = TestContracts.leg(contract(), legs.size() + 1, "ann", "bob", spec, hour, 10);
            legs.add(leg);
            wanted.add(offer(leg.pairing().offer().value(), ANN, spec, hour));
            wanted.add(demand(leg.pairing().demand().value(), BOB, spec, hour));
        }
        coordinator.list(wanted);
        coordinator.contracts.conclude(new ContractTerms(contract(), ROUND, COORDINATOR, legs, List.of(), "test-1"));
        coordinator.work.contracts().advance(contract());
        return node.next(BodyCase.WORK_ORDER).getWorkOrder();
    }

    private static ContractId contract() {
        return ContractTerms.idOf(ROUND, ANN, BOB);
    }

    private static Offer offer(String id, PartyId party, Spec spec, Window window) {
        return new Offer(new ListingId(id), party, spec, 1, window, Attributes.NONE, Constraint.NONE, Optional.empty());
    }

    private static Demand demand(String id, PartyId party, Spec spec, Window window) {
        return new Demand(
                new ListingId(id),
                party,
                List.of(Entries.requirement("need", spec, window, Constraint.NONE)),
                false,
                false,
                new Consideration.InMoney(),
                Attributes.NONE);
    }

    private OfferedLot memory(String localId, long megaBytes, Consumer<OfferedLot.Builder> spoil) {
        OfferedLot.Builder lot = OfferedLot.newBuilder()
                .setLocalId(localId)
                .setFromEpochMs(now.toEpochMilli())
                .setUntilEpochMs(now.plusSeconds(3600).toEpochMilli());
        lot.getSpecBuilder().getMemoryBuilder().setMegaBytes(megaBytes);
        spoil.accept(lot);
        return lot.build();
    }

    private static ShareAccepted share(PlayedNode node, OfferedLot... lots) throws InterruptedException {
        node.say(Envelope.newBuilder().setShareOffer(ShareOffer.newBuilder().addAllLots(List.of(lots))));
        return node.next(BodyCase.SHARE_ACCEPTED).getShareAccepted();
    }

    private static Envelope.Builder chunk(int from, int until) {
        return Envelope.newBuilder().setBlobChunk(piece(from, until));
    }

    private static BlobChunk.Builder piece(int from, int until) {
        return BlobChunk.newBuilder()
                .setSha256(HASH)
                .setOffset(from)
                .setData(ByteString.copyFrom(CONTENTS, from, until - from))
                .setTotalBytes(CONTENTS.length);
    }

    private static Envelope.Builder request(ByteString sha256, long offset) {
        return Envelope.newBuilder()
                .setBlobRequest(BlobRequest.newBuilder().setSha256(sha256).setOffset(offset));
    }

    private static Envelope.Builder result(WorkOrder order) {
        return Envelope.newBuilder()
                .setWorkResult(WorkResult.newBuilder()
                        .setOrderId(order.getId())
                        .setAttempt(order.getAttempt())
                        .setOutcome(WorkResult.Outcome.DONE));
    }

    private static Envelope.Builder large(WorkOrder order) {
        Envelope.Builder result = result(order);
        result.getWorkResultBuilder().setOutputSha256(HASH);
        return result;
    }

    private static void assertLives(PlayedNode node) throws InterruptedException {
        node.say(Envelope.newBuilder().setHello(Hello.getDefaultInstance()));
        assertThat(node.next().hasWelcome()).isTrue();
    }
}
