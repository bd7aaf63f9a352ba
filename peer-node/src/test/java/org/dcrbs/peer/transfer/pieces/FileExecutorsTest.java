package org.dcrbs.peer.transfer.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dcrbs.market.FileHeader;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.peer.lease.Members;
import org.dcrbs.peer.link.Line;
import org.dcrbs.peer.share.OfferedFile;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.peer.transfer.Catalogue;
import org.dcrbs.peer.transfer.FileReceiveExecutor;
import org.dcrbs.peer.transfer.FileSendExecutor;
import org.dcrbs.peer.transfer.HolderLines;
import org.dcrbs.peer.transfer.Inbox;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.FileSend;
import org.dcrbs.protocol.v1.LeaseCall;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the giver's and the taker's node do with their orders. */
class FileExecutorsTest {
    @TempDir
    Path folder;

    private Duration patience = Duration.ofSeconds(20);

    private final Members members = new Members();
    private final byte[] contents = new byte[5 * PieceTable.PIECE_BYTES + 7];
    private Path offered;
    private TestContext context;

    @BeforeEach
    void thereIsAFile() throws Exception {
        new Random(6).nextBytes(contents);
        offered = Files.write(folder.resolve("film.mp4"), contents);
        context = new TestContext(folder.resolve("home"));
    }

    @Test
    void aFileIsHeldOpenUntilItsOrderIsCancelled() throws Exception {
        FileSendExecutor executor = sender(false);
        CompletableFuture<WorkResult> result = CompletableFuture.supplyAsync(() -> run(executor, hold("file-film")));
        context.awaitWork();

        ByteString piece = context.served()
                .orElseThrow()
                .answer(LeaseCall.newBuilder()
                        .setFilePiece(LeaseCall.FilePiece.newBuilder().setNumber(5))
                        .build())
                .getFilePiece()
                .getData();

        assertThat(piece).isEqualTo(ByteString.copyFrom(contents, contents.length - 7, 7));
        assertThat(result).isNotDone();
        context.cancel();
        assertThat(result.get(20, TimeUnit.SECONDS).getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(context.served()).isEmpty();
    }

    @Test
    void whatThereIsNoPieceOfIsRefusedInWords() throws Exception {
        HoldingNode lab = new HoldingNode(members.member("lab"), offered);
        try (lab) {
            for (long number : new long[] {-1, 6, Long.MAX_VALUE}) {
                LeaseCall call = LeaseCall.newBuilder()
                        .setFilePiece(LeaseCall.FilePiece.newBuilder().setNumber(number))
                        .build();
                assertThatThrownBy(() -> lab.held.answer(call))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("piece " + Long.toUnsignedString(number) + " of a file of 6 pieces");
            }
            assertThatThrownBy(() -> lab.held.answer(LeaseCall.getDefaultInstance()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFileThatChangedSinceIsNotHeldOpen() throws Exception {
        FileSendExecutor executor = sender(false);
        Files.write(offered, new byte[5]);

        assertThat(run(executor, hold("file-film")).getDetail()).isEqualTo("the file has changed since it was offered");
    }

    @Test
    void anothersContractIsHelpedOnlyIfTheOwnerSaysSo() {
        assertThat(run(sender(false), hold("")).getOutcome()).isEqualTo(Outcome.REFUSED);

        context.cancel();
        assertThat(run(sender(true), hold("")).getOutcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aFetchedFileLiesInTheInboxAndNothingIsLeftBehind() throws Exception {
        try (HoldingNode lab = new HoldingNode(members.member("lab"), offered)) {
            WorkResult result = run(receiver(), fetch(lab));

            assertThat(result.getOutcome()).isEqualTo(Outcome.DONE);
            // Not as a blob, which the coordinator would ask for.
            assertThat(result.getOutput()).isEqualTo(sha256());
            assertThat(result.getOutputSha256()).isEmpty();
            assertThat(folder.resolve("inbox/film.mp4")).hasBinaryContent(contents);
            assertThat(folder.resolve("arriving")).isEmptyDirectory();
        }
    }

    @Test
    void aFileThatIsHereAlreadyIsNotFetchedAgain() throws Exception {
        try (HoldingNode lab = new HoldingNode(members.member("lab"), offered)) {
            run(receiver(), fetch(lab));
            lab.given.clear();

            assertThat(run(receiver(), fetch(lab)).getOutcome()).isEqualTo(Outcome.DONE);
            assertThat(lab.given).isEmpty();
        }
    }

    @Test
    void aFileThatNobodyGivesFailsWithWhatEachSaid() throws Exception {
        HoldingNode lab = new HoldingNode(members.member("lab"), offered);
        lab.close();
        patience = Duration.ofMillis(200);

        WorkResult result = run(receiver(), fetch(lab));

        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail())
                .startsWith("the file is to be had of none of its holders: lab: cannot reach lab at 127.0.0.1");
        assertThat(folder.resolve("inbox")).doesNotExist();
    }

    @Test
    void aNodeThatStopsLeavesTheOrderForItsNextStart() throws Exception {
        try (HoldingNode lab = new HoldingNode(members.member("lab"), offered)) {
            Thread node = Thread.currentThread();
            AtomicBoolean stopped = new AtomicBoolean();
            lab.before = () -> {
                if (!stopped.getAndSet(true)) {
                    node.interrupt();
                }
            };

            assertThatThrownBy(() -> run(receiver(), fetch(lab))).hasCauseInstanceOf(InterruptedException.class);

            assertThat(folder.resolve("inbox")).doesNotExist();
            assertThat(run(receiver(), fetch(lab)).getOutcome()).isEqualTo(Outcome.DONE);
        }
    }

    private FileSendExecutor sender(boolean reseed) {
        FileHeader header = new FileHeader("film.mp4", "", "", "", "", 0, "");
        return new FileSendExecutor(
                new Catalogue(List.of(new OfferedFile("film", offered, header, 1, reseed))),
                new Line(),
                new Traffic().out());
    }

    private FileReceiveExecutor receiver() throws Exception {
        PeerIdentity studio = members.member("studio");
        return new FileReceiveExecutor(
                new Inbox(folder.resolve("inbox")),
                folder.resolve("arriving"),
                new Fetch.Means(
                        new HolderLines(() -> studio, LinkLimits.DEFAULT, new Line()),
                        new Pace(1, 2, patience, Duration.ofMillis(20)),
                        new Traffic().in(),
                        new DiskRoom(folder, () -> 0)));
    }

    private WorkResult run(Executor executor, WorkOrder order) {
        try {
            return executor.execute(order, context);
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private WorkOrder hold(String localId) {
        return WorkOrder.newBuilder()
                .setId("c-1/1/hold")
                .setLocalId(localId)
                .setLessee("studio")
                .setFileSend(FileSend.newBuilder().setSha256(sha256()).setHeld(true))
                .build();
    }

    private WorkOrder fetch(HoldingNode from) {
        return WorkOrder.newBuilder()
                .setId("c-1/1/fetch")
                .setFileReceive(FileReceive.newBuilder()
                        .setSha256(sha256())
                        .setName("film.mp4")
                        .setBytes(contents.length)
                        .addHolders(from.place()))
                .build();
    }

    private ByteString sha256() {
        return ByteString.copyFrom(Sha256.of(contents));
    }
}
