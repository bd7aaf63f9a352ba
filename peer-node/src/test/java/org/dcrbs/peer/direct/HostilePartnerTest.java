package org.dcrbs.peer.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.buy.NoDealException;
import org.dcrbs.peer.direct.document.DirectContract;
import org.dcrbs.peer.direct.document.Receipt;
import org.dcrbs.peer.direct.line.Asker;
import org.dcrbs.peer.direct.line.DirectLine;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.v1.DirectDocument;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.DirectPieceRequest;
import org.dcrbs.protocol.v1.DirectRequest;
import org.dcrbs.protocol.v1.Envelope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a partner, or a stranger, may try against a node that listens. */
@Timeout(180)
class HostilePartnerTest {
    @TempDir
    Path folder;

    private TestNode studio;
    private TestNode school;
    private InetSocketAddress address;

    @BeforeEach
    void open() throws IOException {
        studio = new TestNode(folder, "studio", Clock.systemUTC());
        school = new TestNode(folder, "school", Clock.systemUTC());
        studio.file("map.svg", DirectTradeTest.bytes(1, 5_000));
        studio.offers(
                "{\"offers\":[{\"id\":\"map\",\"path\":\"map.svg\",\"spec\":{\"category\":\"FILE\"},\"copies\":9,\"list\":\"5\"}]}");
        address = studio.serve();
        studio.knows(school, "10");
        school.knows(studio, "0");
    }

    @AfterEach
    void close() {
        studio.close();
        school.close();
    }

    @Test
    void aPriceChangedAfterTheAgreementIsNotSigned() {
        assertThatThrownBy(() -> buy(changed(contract -> new DirectContract(
                        contract.draft(), List.of(contract.worth(1).minus(Credits.micro(1)))))))
                .isInstanceOf(NoDealException.class)
                .hasMessageContaining("is not what was agreed on");
        assertNothingHappened();
    }

    @Test
    void aContractThatAnotherKeySignedIsNotSigned() {
        OwnKey other = OwnKey.generate();

        assertThatThrownBy(() -> buy(line -> question ->
                        line.ask(question.hasContract() ? signed(question.getContract(), other) : question)))
                .hasMessageContaining("is not signed by " + school.node().key().open());
        assertNothingHappened();
    }

    @Test
    void aContractSentAgainIsTheSameContractAndIsBookedOnce() throws Exception {
        List<DirectMessage> sent = new ArrayList<>();
        Entry settled = buy(recording(sent));
        DirectMessage contract =
                sent.stream().filter(DirectMessage::hasContract).findFirst().orElseThrow();

        try (DirectLine line = school.dial(studio)) {
            Envelope again = line.ask(contract);
            assertThat(again.getDirect().getSignature().getSignature().toByteArray())
                    .isEqualTo(settled.signatures().bytes(studio.node().key().open()));
            DirectMessage draft =
                    sent.stream().filter(DirectMessage::hasRequest).findFirst().orElseThrow();
            assertThatThrownBy(() -> line.ask(draft)).hasMessageContaining("was signed before");
        }
        assertThat(studio.node().books().all()).hasSize(1);
        assertThat(studio.balance(school)).isEqualTo(settled.contract().worth(1));
    }

    @Test
    void anotherPartnerCanUseNeitherTheContractNorTheDelivery() throws Exception {
        List<DirectMessage> sent = new ArrayList<>();
        Entry settled = buy(recording(sent));
        try (TestNode thief = new TestNode(folder, "thief", Clock.systemUTC())) {
            studio.knows(thief, "10");
            thief.knows(studio, "0");
            try (DirectLine line = thief.dial(studio)) {
                for (DirectMessage question : sent) {
                    if (!question.hasCatalogueRequest()) {
                        assertThatThrownBy(() -> line.ask(question)).isInstanceOf(RefusedException.class);
                    }
                }
            }
            assertThat(studio.balance(thief)).isEqualTo(Credits.ZERO);
        }
        assertThat(studio.node().books().all()).containsExactly(settled);
    }

    @Test
    void aReceiptForLessOrByAnotherOrForAnotherContractIsNotCountersigned() throws Exception {
        for (UnaryOperator<Receipt> forging : List.<UnaryOperator<Receipt>>of(
                r -> with(r, r.contract(), r.owed().minus(Credits.micro(1)), r.sha256()),
                r -> with(r, "00".repeat(32), r.owed(), r.sha256()),
                r -> with(r, r.contract(), r.owed(), "00".repeat(32)),
                r -> new Receipt(r.contract(), 1, false, Credits.ZERO, "", 0, 0, 0, r.at()))) {
            assertThatThrownBy(() -> buy(line -> question ->
                            line.ask(question.hasReceipt() ? forged(question.getReceipt(), forging) : question)))
                    .isInstanceOf(NoDealException.class)
                    .hasMessageContaining("refuses");
            assertThat(studio.balance(school)).isEqualTo(Credits.ZERO);
            // What was unfinished is finished honestly before the next try.
            try (DirectLine line = school.dial(studio)) {
                school.buyer(studio, line).resume();
            }
            studio.knows(school, "1000");
            assertThat(TestNode.differences(studio, school)).isEmpty();
            settleUp();
        }
    }

    @Test
    void aReceiptIsBookedOnceAndNoOtherTakesItsPlace() throws Exception {
        List<DirectMessage> sent = new ArrayList<>();
        buy(recording(sent));
        Credits balance = studio.balance(school);
        DirectMessage receipt =
                sent.stream().filter(DirectMessage::hasReceipt).findFirst().orElseThrow();

        try (DirectLine line = school.dial(studio)) {
            line.ask(receipt);
            DirectMessage later = forged(
                    receipt.getReceipt(),
                    r -> new Receipt(
                            r.contract(), 1, true, r.owed(), r.sha256(), r.bytes(), 0, 0, r.at().plusSeconds(1)));
            assertThatThrownBy(() -> line.ask(later)).hasMessageContaining("has another receipt already");
        }
        assertThat(studio.balance(school)).isEqualTo(balance);
    }

    @Test
    void nothingIsDeliveredWithoutAContract() throws Exception {
        try (DirectLine line = school.dial(studio)) {
            assertThatThrownBy(() -> line.ask(DirectMessage.newBuilder()
                            .setPieceRequest(DirectPieceRequest.newBuilder()
                                    .setDeal("ab".repeat(16))
                                    .setLeg(1))
                            .build()))
                    .hasMessageContaining("there is no contract");
        }
    }

    @Test
    void documentsThatAreNoneAreRefusedAndTheConnectionGoesOn() throws Exception {
        try (DirectLine line = school.dial(studio)) {
            for (String draft :
                    List.of("", "{", "[]", "{\"format\":\"dcrbs-direct/1\"}", "{ }", "\0", "{\"deal\":1}")) {
                assertThatThrownBy(() -> line.ask(DirectMessage.newBuilder()
                                .setRequest(DirectRequest.newBuilder().setDraft(ByteString.copyFromUtf8(draft)))
                                .build()))
                        .isInstanceOf(RefusedException.class);
            }
            assertThatThrownBy(() -> line.ask(DirectMessage.getDefaultInstance()))
                    .hasMessageContaining("that is no question");
            assertThat(school.buyer(studio, line).catalogue()).hasSize(1);
        }
    }

    @Test
    void aStrangerIsTurnedAwayAndSoIsAPartnerThatIsForgotten() throws Exception {
        try (TestNode stranger = new TestNode(folder, "stranger", Clock.systemUTC())) {
            stranger.knows(studio, "0");
            assertThatThrownBy(() -> {
                        try (DirectLine line = stranger.dial(studio)) {
                            stranger.buyer(studio, line).catalogue();
                        }
                    })
                    .isInstanceOf(LineLostException.class);
        }
        try (DirectLine line = school.dial(studio)) {
            assertThat(school.buyer(studio, line).catalogue()).hasSize(1);
            Files.writeString(studio.root.resolve("direct").resolve("contacts.json"), "{\"contacts\":[]}");
            assertThatThrownBy(() -> school.buyer(studio, line).catalogue()).hasMessageContaining("not known here");
        }
    }

    @Test
    void aPartnerWithAnotherKeyIsNotDealtWith() throws Exception {
        try (TestNode impostor = new TestNode(folder, "impostor", Clock.systemUTC())) {
            school.node()
                    .contacts()
                    .keep(new Contact(
                            "studio",
                            "127.0.0.1:" + address.getPort(),
                            impostor.node().key().open(),
                            Credits.ZERO));
            assertThatThrownBy(() -> school.dial(studio))
                    .isInstanceOf(LineLostException.class)
                    .hasMessageContaining("is not one that is known here");
        }
    }

    @Test
    void garbageOnTheWireEndsThatConnectionAlone() throws Exception {
        try (Socket raw = new Socket(address.getAddress(), address.getPort())) {
            raw.getOutputStream().write(DirectTradeTest.bytes(3, 5_000));
            raw.getOutputStream().flush();
            raw.setSoTimeout(20_000);
            while (raw.getInputStream().read() >= 0) {
                // A TLS alert, then the end.
            }
        } catch (SocketException reset) {
            assertThat(reset).isNotNull();
        }
        try (DirectLine line = school.dial(studio)) {
            assertThat(school.buyer(studio, line).catalogue()).hasSize(1);
        }
    }

    /** Between two tries the debt is brought back to nothing by the owner's hand: both throw their books away. */
    private void settleUp() throws IOException {
        for (TestNode node : List.of(studio, school)) {
            for (Entry entry : node.node().books().all()) {
                Files.delete(node.root.resolve("direct").resolve("books").resolve(entry.deal() + ".json"));
            }
        }
    }

    private void assertNothingHappened() {
        try {
            assertThat(studio.node().books().all()).isEmpty();
            assertThat(studio.balance(school)).isEqualTo(Credits.ZERO);
            assertThat(school.filesReceived()).isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface Tampering {
        Asker with(Asker line);
    }

    private Entry buy(Tampering tampering) throws IOException, NoDealException {
        try (DirectLine line = school.dial(studio)) {
            return school.buyer(studio, tampering.with(line)).buy(TestNode.wish("map"), Optional.empty());
        }
    }

    private Tampering recording(List<DirectMessage> sent) {
        return line -> question -> {
            sent.add(question);
            return line.ask(question);
        };
    }

    private Tampering changed(UnaryOperator<DirectContract> change) {
        return line -> question -> {
            if (!question.hasContract()) {
                return line.ask(question);
            }
            DirectDocument document = question.getContract();
            byte[] bytes = change.apply(
                            DirectContract.read(document.getDocument().toByteArray()))
                    .bytes();
            return line.ask(signed(
                    document.toBuilder().setDocument(ByteString.copyFrom(bytes)).build(),
                    school.node().key()));
        };
    }

    private DirectMessage forged(DirectDocument document, UnaryOperator<Receipt> change) {
        byte[] bytes =
                change.apply(Receipt.read(document.getDocument().toByteArray())).bytesToSign();
        DirectDocument changed = document.toBuilder()
                .setDocument(ByteString.copyFrom(bytes))
                .setSignature(ByteString.copyFrom(school.node().key().sign(bytes)))
                .build();
        return DirectMessage.newBuilder().setReceipt(changed).build();
    }

    private static DirectMessage signed(DirectDocument document, OwnKey key) {
        return DirectMessage.newBuilder()
                .setContract(document.toBuilder()
                        .setSignature(ByteString.copyFrom(
                                key.sign(document.getDocument().toByteArray()))))
                .build();
    }

    private static Receipt with(Receipt r, String contract, Credits owed, String sha256) {
        return new Receipt(contract, 1, r.done(), owed, sha256, r.bytes(), r.cpuNanos(), r.wallNanos(), r.at());
    }
}
