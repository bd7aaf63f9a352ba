package org.dcrbs.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.FileHeader;
import org.dcrbs.peer.share.OfferedFile;
import org.dcrbs.peer.share.Precedence;
import org.dcrbs.peer.share.Reserved;
import org.dcrbs.peer.share.Share;
import org.dcrbs.protocol.v1.BlobRequest;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.FileSend;
import org.dcrbs.protocol.v1.OfferedLot;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFilesTest {
    private static final byte[] OFFERED = Blobs.random(3_000_000);

    @TempDir
    Path folder;

    private StandIn coordinator;
    private PeerNode node;

    @BeforeEach
    void aNodeThatOffersAFile() throws Exception {
        Files.write(folder.resolve("intro.mp4"), OFFERED);
        FileHeader header = new FileHeader("intro.mp4", "students", "teach", "video", "any player", 0, "");
        Share share = new Share(
                Reserved.HALF,
                7,
                Optional.empty(),
                Precedence.USUAL,
                false,
                Constraint.NONE,
                Optional.empty(),
                List.of(new OfferedFile("intro", folder.resolve("intro.mp4"), header, 10, false)),
                List.of(),
                Optional.empty(),
                Map.of());
        coordinator = new StandIn();
        node = PeerNode.start(
                Nodes.plan(coordinator, folder.resolve("home"), coordinator.token("lab-7"), share, new Counting()));
        coordinator.nextWelcomed();
    }

    @AfterEach
    void stop() {
        node.close();
        coordinator.close();
    }

    @Test
    void theFileIsOfferedByItsHeader() throws Exception {
        OfferedLot lot = coordinator.next(BodyCase.SHARE_OFFER).getShareOffer().getLotsList().stream()
                .filter(l -> l.getLocalId().equals("file-intro"))
                .findFirst()
                .orElseThrow();

        assertThat(lot.getCopies()).isEqualTo(10);
        assertThat(lot.getSpec().getFile().getBytes()).isEqualTo(OFFERED.length);
        assertThat(lot.getSpec().getFile().getSha256()).isEqualTo(Blobs.sha256(OFFERED));
        assertThat(lot.getSpec().getFile().getTargetUser()).isEqualTo("students");
    }

    @Test
    void anOfferedFileIsSentWhole() throws Exception {
        coordinator.order(send(Blobs.sha256(OFFERED)));

        assertThat(result().getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(coordinator.pushed()).isEqualTo(OFFERED);
    }

    @Test
    void anOfferedFileIsSentWholeThoughTheLinkDropsInTheMiddle() throws Exception {
        coordinator.hangUpOnce(message -> message.getBlobChunk().getOffset() > 1_000_000);

        coordinator.order(send(Blobs.sha256(OFFERED)));

        assertThat(result().getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(coordinator.pushed()).isEqualTo(OFFERED);
    }

    @Test
    void aFileThatIsNotOfferedIsNotSent() throws Exception {
        coordinator.order(send(Blobs.sha256(Blobs.random(5))));

        assertThat(result().getOutcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void aFileThatChangedSinceIsNotSent() throws Exception {
        Files.write(folder.resolve("intro.mp4"), Blobs.random(17));

        coordinator.order(send(Blobs.sha256(OFFERED)));

        assertThat(result().getDetail()).isEqualTo("the file has changed since it was offered");
    }

    @Test
    void anOfferedFileIsNotToBeHadWithoutAnOrder() throws Exception {
        coordinator.send(
                Envelope.newBuilder().setBlobRequest(BlobRequest.newBuilder().setSha256(Blobs.sha256(OFFERED))));

        assertThat(coordinator.next(BodyCase.ERROR).getError().getCode()).isEqualTo("not-found");
    }

    @Test
    void aFileIsReceivedUnderItsName() throws Exception {
        byte[] file = Blobs.random(500_000);
        coordinator.blobs.put(Blobs.sha256(file), file);

        coordinator.order(receive(Blobs.sha256(file), "report.pdf", file.length));

        assertThat(result().getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(inbox().resolve("report.pdf")).hasBinaryContent(file);
    }

    @Test
    void anEmptyFileIsReceivedToo() throws Exception {
        coordinator.blobs.put(Blobs.sha256(new byte[0]), new byte[0]);

        coordinator.order(receive(Blobs.sha256(new byte[0]), "empty", 0));

        assertThat(result().getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(inbox().resolve("empty")).isEmptyFile();
    }

    @Test
    void aHostileNameStaysInTheInbox() throws Exception {
        byte[] file = Blobs.random(10);
        coordinator.blobs.put(Blobs.sha256(file), file);

        coordinator.order(receive(Blobs.sha256(file), "../../../share.json", 10));

        assertThat(result().getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(inbox().resolve("share.json")).exists();
        assertThat(folder.resolve("share.json")).doesNotExist();
        assertThat(folder.resolve("home/share.json")).doesNotExist();
    }

    @Test
    void aFileWithTheWrongHashIsNotKept() throws Exception {
        ByteString promised = Blobs.sha256(Blobs.random(11));
        coordinator.blobs.put(promised, Blobs.random(10));

        coordinator.order(receive(promised, "report.pdf", 0));

        WorkResult result = result();
        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).contains("what was received has the SHA-256");
        assertNothingKept();
    }

    @Test
    void aFileOfTheWrongSizeIsNotKept() throws Exception {
        byte[] file = Blobs.random(10);
        coordinator.blobs.put(Blobs.sha256(file), file);

        coordinator.order(receive(Blobs.sha256(file), "report.pdf", 11));

        assertThat(result().getDetail()).isEqualTo("the file has 10 bytes, not the 11 of its contract");
        assertThat(inbox()).doesNotExist();
    }

    @Test
    void aHashThatIsNoneIsRefused() throws Exception {
        coordinator.order(receive(ByteString.copyFromUtf8("../../x"), "report.pdf", 0));

        assertThat(result().getDetail()).contains("a SHA-256 has 32 bytes, not 7");
        assertNothingKept();
    }

    private void assertNothingKept() throws Exception {
        assertThat(inbox()).doesNotExist();
        try (Stream<Path> cached = Files.list(folder.resolve("home/cache"))) {
            assertThat(cached).isEmpty();
        }
    }

    private Path inbox() {
        return folder.resolve("home/inbox");
    }

    private static WorkOrder send(ByteString sha256) {
        return WorkOrder.newBuilder()
                .setId("send")
                .setAttempt(1)
                .setFileSend(FileSend.newBuilder().setSha256(sha256))
                .build();
    }

    private static WorkOrder receive(ByteString sha256, String name, long bytes) {
        return WorkOrder.newBuilder()
                .setId("receive")
                .setAttempt(1)
                .setFileReceive(
                        FileReceive.newBuilder().setSha256(sha256).setName(name).setBytes(bytes))
                .build();
    }

    private WorkResult result() throws InterruptedException {
        return coordinator.next(BodyCase.WORK_RESULT).getWorkResult();
    }
}
