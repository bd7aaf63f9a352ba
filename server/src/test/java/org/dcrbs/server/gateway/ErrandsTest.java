package org.dcrbs.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.PeerKey;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.contract.ContractChanged;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.direct.TestDirectTrades;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.Parties;
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

/** What members ask for themselves, over the real link. */
class ErrandsTest {
    private static final PartyId ANN = new PartyId("ann");
    private static final PartyId BOB = new PartyId("bob");
    private static final byte[] MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final String OFFER = "{\"offer\":{\"id\":\"ann.extra\",\"party\":\"ann\","
            + "\"spec\":{\"category\":\"MEMORY\",\"megaBytes\":100},\"window\":{\"from\":\"now\",\"until\":\"now+2h\"}}}\n";

    @TempDir
    private Path folder;

    private final MarketJson json = new MarketJson();
    private final Clock clock = Clock.systemUTC();
    private final List<PlayedNode> nodes = new ArrayList<>();
    private TestStore store;
    private Peers peers;
    private Listings listings;
    private Blobs blobs;
    private Gateway gateway;

    @BeforeEach
    void open() {
        store = new TestStore(folder.resolve("store"));
        Parties parties = new Parties(store.store(), json);
        for (PartyId party : List.of(ANN, BOB)) {
            parties.put(new Party(party, Party.Role.PEER, "", Credits.of(100), Optional.empty()));
        }
        CertificateAuthority authority = CertificateAuthority.inMemory(clock);
        peers = TestPeers.on(store.store(), parties, json, authority, clock);
        listings = new Listings(store.store(), json, clock);
        blobs = new Blobs(folder);
        Sessions sessions = new Sessions(peers);
        Ledger ledger = new Ledger(store.store(), json);
        Reputations reputations = TestReputations.on(store.store(), json, clock);
        Contracts contracts =
                TestContracts.on(store.store(), json, ledger, event -> sessions.on((ContractChanged) event), clock);
        TestWork work =
                TestWork.on(store.store(), json, contracts, listings, blobs, sessions, ledger, reputations, clock);
        gateway = TestGateway.started(
                sessions,
                peers,
                parties,
                listings,
                contracts,
                work.nodes(),
                blobs,
                TestDirectTrades.on(store.store(), json, authority, clock),
                authority,
                clock);
    }

    @AfterEach
    void close() {
        nodes.forEach(PlayedNode::close);
        gateway.stop();
        store.close();
    }

    @Test
    void anErrandDoesNotTakeTheRunningNodesPlace() throws Exception {
        PeerIdentity ann = identity(ANN);
        PlayedNode node = PlayedNode.connected(port(), ann);
        nodes.add(node);
        node.next(BodyCase.WELCOME);

        PlayedNode owner = owner(ann);
        assertThat(answer(owner, list(false)).getListed().getListingsList()).isEmpty();

        node.say(Envelope.newBuilder().setErrand(list(false)));
        assertThat(node.next().hasErrandAnswer()).as("still connected").isTrue();
    }

    @Test
    void aMemberPostsListsAndWithdrawsItsOwn() throws Exception {
        PlayedNode ann = owner(identity(ANN));

        assertThat(answer(ann, post(OFFER)).getPosted().getOffers()).isEqualTo(1);
        ErrandAnswer.Listing listed = answer(ann, list(false)).getListed().getListings(0);
        assertThat(listed.getId()).isEqualTo("ann.extra");
        assertThat(listed.getKind()).isEqualTo("OFFER");
        assertThat(listed.getState()).isEqualTo("OPEN");
        assertThat(listed.getText()).contains("100");
        assertThat(answer(ann, withdraw("ann.extra")).hasWithdrawn()).isTrue();
        assertThat(answer(ann, list(false)).getListed().getListings(0).getState())
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void othersListingsAreToBeSeenOnly() throws Exception {
        answer(owner(identity(ANN)), post(OFFER));
        PlayedNode bob = owner(identity(BOB));

        assertThat(answer(bob, list(true)).getListed().getListingsCount()).isEqualTo(1);
        assertThat(answer(bob, list(false)).getListed().getListingsCount()).isZero();
        assertThat(refusal(bob, withdraw("ann.extra"))).isEqualTo("you have no listing ann.extra");
        assertThat(refusal(bob, post(OFFER))).isEqualTo("listing ann.extra is ann's; a member posts only its own");
        assertThat(refusal(bob, post("{\"party\":{\"id\":\"eve\"}}\n")))
                .startsWith("a member posts offers and demands");
        assertThat(refusal(bob, post("nonsense\n"))).startsWith("listings, line 2:");
        assertThat(refusal(bob, packed())).isEqualTo("want a market file as it is, not packed");
        assertThat(refusal(bob, Errand.newBuilder())).isEqualTo("no errand that this coordinator knows");
        assertThat(listings.find(new ListingId("ann.extra")).orElseThrow().state())
                .isEqualTo(Listings.State.OPEN);
    }

    @Test
    void aJobIsPostedWithItsModuleAndItsProgressTold() throws Exception {
        PlayedNode ann = owner(identity(ANN));
        ByteString hash = ByteString.fromHex(Digests.sha256(MODULE));
        assertThat(answer(ann, sendBlob(hash, MODULE.length)).getBlobWanted().getHere())
                .isFalse();
        ann.say(Envelope.newBuilder()
                .setBlobChunk(BlobChunk.newBuilder()
                        .setSha256(hash)
                        .setTotalBytes(MODULE.length)
                        .setData(ByteString.copyFrom(MODULE))));
        assertThat(ann.next().hasAck()).isTrue();
        assertThat(answer(ann, sendBlob(hash, MODULE.length)).getBlobWanted().getHere())
                .isTrue();

        answer(
                ann,
                post("{\"demand\":{\"id\":\"ann.job\",\"party\":\"ann\",\"requirements\":[{\"name\":\"pi\",\"least\":"
                        + "{\"category\":\"COMPUTING_POWER\",\"milliProcessors\":500},\"window\":{\"from\":\"now\",\"until\":"
                        + "\"now+2h\"},\"job\":{\"kind\":\"COMPUTE\",\"moduleSha256\":\"" + Digests.sha256(MODULE)
                        + "\",\"inputs\":[\"00\",\"01\"]}}]}}\n"));

        ErrandAnswer.Job job = answer(ann, Errand.newBuilder().setListJobs(Errand.ListJobs.getDefaultInstance()))
                .getJobs()
                .getJobs(0);
        assertThat(job.getDemandId()).isEqualTo("ann.job");
        assertThat(job.getState()).isEqualTo("OPEN");
        assertThat(job.getUnits()).isEqualTo(2);
        assertThat(job.getUnitsDone()).isZero();
        assertThat(job.getContractId()).isEmpty();
        assertThat(job.getOutputSha256()).isEqualTo(ByteString.EMPTY);
    }

    @Test
    void aNativeProgramIsPostedOnlyWithWhatItNeeds() throws Exception {
        PlayedNode ann = owner(identity(ANN));
        String program = blobs.put(program(62));

        assertThat(refusal(ann, job(program, "")))
                .contains("is a native program, which few nodes run", "offer.attributes.native == 'linux-x86_64'");
        assertThat(refusal(ann, job(program, "offer.attributes.native == 'linux-aarch64'")))
                .contains("wants has to say offer.attributes.native == 'linux-x86_64'");
        assertThat(refusal(ann, job(blobs.put(program(40)), "")))
                .contains("is a native program, but for none of [linux-x86_64, linux-aarch64]");
        assertThat(refusal(ann, job(blobs.put(new byte[] {1, 2, 3}), "")))
                .contains("is no WebAssembly module and no native program");
        assertThat(answer(ann, list(false)).getListed().getListingsCount()).isZero();

        answer(ann, job(program, "offer.attributes.native == 'linux-x86_64'"));
        assertThat(answer(ann, list(false)).getListed().getListingsCount()).isEqualTo(1);
    }

    /** The beginning of an executable for a machine, by its number in such files. */
    private static byte[] program(int machine) {
        byte[] head = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, NativePlatform.HEADER_BYTES);
        head[16] = 2;
        head[18] = (byte) machine;
        return head;
    }

    private static Errand.Builder job(String module, String wants) {
        return post("{\"demand\":{\"id\":\"ann.job\",\"party\":\"ann\",\"requirements\":[{\"name\":\"pi\",\"least\":"
                + "{\"category\":\"COMPUTING_POWER\",\"milliProcessors\":500},\"window\":{\"from\":\"now\",\"until\":"
                + "\"now+2h\"},\"wants\":\"" + wants + "\",\"job\":{\"kind\":\"COMPUTE\",\"moduleSha256\":\"" + module
                + "\",\"inputs\":[\"00\",\"01\"]}}]}}\n");
    }

    @Test
    void blobsNobodyAnnouncedAndBlobsTooLargeAreRefused() throws Exception {
        PlayedNode ann = owner(identity(ANN));
        ByteString hash = ByteString.fromHex(Digests.sha256(MODULE));

        assertThat(refusal(ann, sendBlob(hash, 65L << 20))).contains("members may send up to");
        ann.say(Envelope.newBuilder()
                .setBlobChunk(BlobChunk.newBuilder()
                        .setSha256(hash)
                        .setTotalBytes(MODULE.length)
                        .setData(ByteString.copyFrom(MODULE))));
        assertThat(ann.next().getError().getText()).startsWith("nobody waits for");
        assertThat(blobs.find(Digests.sha256(MODULE))).isEmpty();
    }

    @Test
    void aCertificateIsRenewedAndTheOldOneGoodUntilTheNewOneComes() throws Exception {
        PeerKey key = PeerKey.generate();
        PeerIdentity first = PeerIdentity.enrolled(
                key,
                certificates(PlayedNode.enrol(port(), peers.invite(ANN), key.certificateRequest())
                        .getEnrolResponse()
                        .getCertificatesList()));
        ErrandAnswer.Renewed renewed = answer(owner(first), renew(key)).getRenewed();
        PeerIdentity second = PeerIdentity.enrolled(key, certificates(renewed.getCertificatesList()));

        // given that the answer was lost, the node comes with the old one
        assertThat(answer(owner(first), list(false)).hasListed()).isTrue();
        assertThat(answer(owner(second), list(false)).hasListed()).isTrue();
        assertThat(serial(second.certificate())).isNotEqualTo(serial(first.certificate()));
        assertThat(owner(first).next().getError().getCode()).isEqualTo(ErrorCode.REVOKED.wire());
    }

    @Test
    void whatIsNoRequestRenewsNothing() throws Exception {
        PlayedNode ann = owner(identity(ANN));

        assertThat(refusal(
                        ann,
                        Errand.newBuilder()
                                .setRenewCertificate(Errand.RenewCertificate.newBuilder()
                                        .setCertificateRequest(ByteString.copyFromUtf8("please")))))
                .startsWith("the certificate request is refused");
    }

    @Test
    void whoLeavesTakesItsListingsAlongAndDoesNotComeAgain() throws Exception {
        PeerIdentity identity = identity(ANN);
        PlayedNode node = PlayedNode.connected(port(), identity);
        nodes.add(node);
        node.next(BodyCase.WELCOME);
        PlayedNode ann = owner(identity);
        answer(ann, post(OFFER));

        assertThat(answer(ann, Errand.newBuilder().setLeave(Errand.Leave.getDefaultInstance()))
                        .getLeft()
                        .getListingsWithdrawn())
                .isEqualTo(1);

        assertThat(node.next(BodyCase.ERROR).getError().getCode()).isEqualTo(ErrorCode.REVOKED.wire());
        assertThat(owner(identity).next().getError().getCode()).isEqualTo(ErrorCode.REVOKED.wire());
        assertThat(listings.open()).isEmpty();
        // With a new token the party may come back.
        assertThat(answer(owner(identity(ANN)), list(false)).hasListed()).isTrue();
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    private static List<byte[]> certificates(List<ByteString> der) {
        return der.stream().map(ByteString::toByteArray).toList();
    }

    private static Errand.Builder list(boolean all) {
        return Errand.newBuilder()
                .setListListings(Errand.ListListings.newBuilder().setEverybodys(all));
    }

    private static Errand.Builder post(String lines) {
        return Errand.newBuilder()
                .setPostListings(Errand.PostListings.newBuilder()
                        .setLines(ByteString.copyFrom(
                                "{\"format\":\"dcrbs-market/1\"}\n" + lines, StandardCharsets.UTF_8)));
    }

    private static Errand.Builder packed() {
        return Errand.newBuilder()
                .setPostListings(Errand.PostListings.newBuilder().setLines(ByteString.fromHex("1f8b08")));
    }

    private static Errand.Builder withdraw(String id) {
        return Errand.newBuilder()
                .setWithdrawListing(Errand.WithdrawListing.newBuilder().setId(id));
    }

    private static Errand.Builder sendBlob(ByteString hash, long bytes) {
        return Errand.newBuilder()
                .setSendBlob(Errand.SendBlob.newBuilder().setSha256(hash).setBytes(bytes));
    }

    private static Errand.Builder renew(PeerKey key) {
        return Errand.newBuilder()
                .setRenewCertificate(Errand.RenewCertificate.newBuilder()
                        .setCertificateRequest(ByteString.copyFrom(key.certificateRequest())));
    }

    private static ErrandAnswer answer(PlayedNode node, Errand.Builder errand) throws InterruptedException {
        node.say(Envelope.newBuilder().setErrand(errand));
        Envelope answer = node.next();
        assertThat(answer.hasErrandAnswer()).as("%s", answer).isTrue();
        return answer.getErrandAnswer();
    }

    private static String refusal(PlayedNode node, Errand.Builder errand) throws InterruptedException {
        node.say(Envelope.newBuilder().setErrand(errand));
        return node.next(BodyCase.ERROR).getError().getText();
    }

    private int port() {
        return gateway.address().getPort();
    }

    private PeerIdentity identity(PartyId party) throws Exception {
        return PlayedNode.identity(port(), peers.invite(party));
    }

    /** A session without Hello. */
    private PlayedNode owner(PeerIdentity identity) throws Exception {
        PlayedNode node = PlayedNode.silent(port(), identity);
        nodes.add(node);
        return node;
    }
}
