package org.dcrbs.peer.transfer.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.peer.lease.Members;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two members' nodes and more over real doors: the lab holds a file open, the studio fetches it. */
class FetchTest {
    private static final int PIECES = 12;
    /** Few pieces at a time, so that there is a middle of it. */
    private static final Pace PACE = new Pace(1, 2, Duration.ofSeconds(20), Duration.ofMillis(20));

    private static final Pace IMPATIENT = new Pace(1, 2, Duration.ofMillis(200), Duration.ofMillis(20));

    private static final long MEGABITS_16 = 16_000;
    private static final long CATCH_UP_NANOS = 20_000_000;

    @TempDir
    Path folder;

    private final Members members = new Members();
    private final List<HoldingNode> nodes = new ArrayList<>();
    private byte[] contents;
    private Path offered;
    private Path arriving;
    private PeerIdentity studio;
    private HoldingNode lab;
    /** The studio's. */
    private final Traffic own = new Traffic();

    private long promised;
    private final AtomicInteger dialled = new AtomicInteger();
    private volatile Runnable atDialling = () -> {};

    @BeforeEach
    void theLabHoldsAFileOpen() throws Exception {
        contents = new byte[(PIECES - 1) * PieceTable.PIECE_BYTES + 1000];
        new Random(4).nextBytes(contents);
        offered = Files.write(folder.resolve("film.mp4"), contents);
        arriving = folder.resolve("arriving").resolve("film");
        studio = members.member("studio");
        lab = node("lab");
    }

    @AfterEach
    void close() {
        nodes.forEach(HoldingNode::close);
        own.close();
    }

    @Test
    void aFileArrivesWhole() throws Exception {
        assertThat(fetch(lab)).hasBinaryContent(contents);
        assertThat(lab.given).hasSize(PIECES);
    }

    @Test
    void severalHoldersGiveTheirPartOfIt() throws Exception {
        HoldingNode school = node("school");
        // Neither gives a piece before the other has been asked for one.
        CountDownLatch both = new CountDownLatch(2);
        lab.before = () -> meet(both);
        school.before = () -> meet(both);

        assertThat(fetch(lab, school)).hasBinaryContent(contents);
        assertThat(lab.given.size() + school.given.size()).isEqualTo(PIECES);
        assertThat(school.given).isNotEmpty();
        assertThat(lab.given).isNotEmpty();
    }

    @Test
    void aGiverThatRestartsGoesOnWhereItStood() throws Exception {
        lab.before = once(5, () -> {
            meanwhile(() -> {
                lab.shut();
                try {
                    lab.open();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            untilShut();
        });

        assertThat(fetch(lab)).hasBinaryContent(contents);
        assertThat(lab.given.size()).isBetween(PIECES, PIECES + 2 * PACE.window());
    }

    @Test
    void aTakerThatRestartsGoesOnWhereItStood() throws Exception {
        fetchPartly();

        assertThat(fetch(lab)).hasBinaryContent(contents);
        assertThat(lab.given.size()).isBetween(PIECES, PIECES + 2 * PACE.window());
    }

    @Test
    void whatAPowerCutTookFromTheDiskIsFetchedAgain() throws Exception {
        fetchPartly();
        try (RandomAccessFile draft =
                new RandomAccessFile(arriving.resolve("contents").toFile(), "rw")) {
            draft.write(new byte[1000]);
        }

        assertThat(fetch(lab)).hasBinaryContent(contents);
    }

    @Test
    void aMapThatCannotBeReadIsBegunAgain() throws Exception {
        fetchPartly();
        Files.write(arriving.resolve("map"), new byte[30]);

        assertThat(fetch(lab)).hasBinaryContent(contents);
    }

    @Test
    void aHolderThatVanishesLeavesTheRestToTheOthers() throws Exception {
        HoldingNode school = node("school");
        CountDownLatch gone = new CountDownLatch(1);
        lab.before = () -> await(gone);
        school.before = () -> {
            meanwhile(() -> {
                school.shut();
                gone.countDown();
            });
            untilShut();
        };

        assertThat(fetch(lab, school)).hasBinaryContent(contents);
    }

    @Test
    void aHolderThatGivesWrongBytesIsLeftAndTheOthersGiveThem() throws Exception {
        HoldingNode school = node("school");
        school.altered = HoldingNode::spoilt;

        assertThat(fetch(lab, school)).hasBinaryContent(contents);
        // What it was asked for in one go, and nothing after its first answer.
        assertThat(school.given.size()).isLessThanOrEqualTo(PACE.window());
    }

    @Test
    void theHolderThatGaveWrongBytesIsNamed() throws Exception {
        HoldingNode school = node("school");
        school.altered = HoldingNode::spoilt;
        lab.before = () -> {
            throw new IllegalArgumentException("no pieces today");
        };

        assertThatThrownBy(() -> fetch(lab, school))
                .hasMessageContaining("lab: said: no pieces today")
                .hasMessageContaining("school: gave a piece ")
                .hasMessageContaining("whose hash is wrong");
    }

    @Test
    void aGiverWhosePiecesDoNotFitItsOwnTableIsNamed() {
        lab.altered = HoldingNode::spoilt;

        assertThatThrownBy(() -> fetch(lab)).hasMessageContaining("lab: gave a piece ");
    }

    @Test
    void aFalseTableIsFoundOutByTheWholeAndAnotherHolderDoes() throws Exception {
        byte[] other = contents.clone();
        other[0]++;
        HoldingNode liar = new HoldingNode(members.member("school"), Files.write(folder.resolve("other.mp4"), other));
        nodes.add(liar);

        assertThat(fetch(liar, lab)).hasBinaryContent(contents);
        Arrival.remove(arriving);
        assertThatThrownBy(() -> fetch(liar)).hasMessageContaining("school: gave a table of pieces that is not that");
    }

    @Test
    void hostileAnswersAreRefused() throws Exception {
        for (UnaryOperator<LeaseAnswer.Builder> hostile : List.<UnaryOperator<LeaseAnswer.Builder>>of(
                piece(p -> p.setNumber(p.getNumber() + 1)),
                piece(p -> p.setNumber(-1)),
                piece(p -> p.setData(p.getData().concat(ByteString.copyFrom(new byte[1])))),
                piece(p -> p.setData(ByteString.EMPTY)),
                piece(p -> {}),
                table(t -> t.setBytes(t.getBytes() + 1)),
                table(t -> t.setBytes(-1)),
                table(t -> t.setHashes(ByteString.EMPTY)),
                table(t -> t.setHashes(t.getHashes().substring(1))),
                table(t -> t.setHashes(t.getHashes().concat(t.getHashes()))))) {
            Arrival.remove(arriving);
            lab.altered = hostile;

            assertThatThrownBy(() -> fetch(lab))
                    .hasMessageStartingWith("the file is to be had of none of its holders: lab: ");
        }
        assertThat(lab.given.size()).isLessThan(10 * PIECES);
    }

    @Test
    void aFileThatChangedSinceItWasOfferedIsNotGiven() throws Exception {
        Files.write(offered, new byte[17]);

        assertThatThrownBy(() -> fetch(lab)).hasMessageContaining("lab: said: the file has changed since");
    }

    @Test
    void aFileForWhichThereIsNoRoomIsNotBegun() {
        FileReceive huge = wanted(lab).setBytes(Long.MAX_VALUE / 2).build();

        assertThatThrownBy(() -> new Fetch(huge, arriving, means(PACE), () -> false).run())
                .hasMessageStartingWith("there is no room for its " + huge.getBytes() + " bytes: of the disk ");
        assertThat(arriving).doesNotExist();
    }

    @Test
    void whatIsPromisedToThoseWhoLeaseDiskSpaceIsNoRoomForAFile() throws Exception {
        promised = Files.getFileStore(folder).getUsableSpace();

        assertThatThrownBy(() -> fetch(lab))
                .hasMessageStartingWith("there is no room for its " + contents.length + " bytes: of the disk ");
        assertThat(lab.given).isEmpty();
    }

    @Test
    void aFileKeepsWithinTheGiversShareOfItsLine() throws Exception {
        lab.traffic.allow(MEGABITS_16);

        assertKeepsWithin(MEGABITS_16);
    }

    @Test
    void aFileKeepsWithinTheTakersShareOfItsLine() throws Exception {
        own.allow(MEGABITS_16);

        assertKeepsWithin(MEGABITS_16);
    }

    /** No more than its rate allows in the time that it took, and the piece that may be ahead. */
    private void assertKeepsWithin(long kilobitsPerSecond) throws Exception {
        long began = System.nanoTime();
        assertThat(new Fetch(wanted(lab).build(), arriving, means(Pace.USUAL), () -> false).run())
                .hasBinaryContent(contents);
        double allowed = kilobitsPerSecond * 125 * (System.nanoTime() - began + CATCH_UP_NANOS) / 1e9;

        assertThat((double) contents.length).isLessThanOrEqualTo(allowed + PieceTable.PIECE_BYTES);
    }

    @Test
    void severalHoldersTogetherKeepWithinTheTakersShare() throws Exception {
        own.allow(MEGABITS_16);
        HoldingNode school = node("school");
        long began = System.nanoTime();

        assertThat(fetch(lab, school)).hasBinaryContent(contents);

        double allowed = MEGABITS_16 * 125 * (System.nanoTime() - began + CATCH_UP_NANOS) / 1e9;
        assertThat((double) contents.length).isLessThanOrEqualTo(allowed + PieceTable.PIECE_BYTES);
    }

    @Test
    void whereNoLineIsDeclaredNothingWaits() throws Exception {
        assertThat(fetch(lab)).hasBinaryContent(contents);

        assertThat(lab.traffic.out().isFree()).isTrue();
        assertThat(own.in().isFree()).isTrue();
    }

    @Test
    void aGiversOwnerWhoPausesStopsAFileAndItGoesOnWithoutLoss() throws Exception {
        AtomicInteger atPause = new AtomicInteger();
        lab.before = once(5, () -> {
            lab.traffic.pause("paused by the owner");
            dialled.set(0);
            // Dialled so often that an impatient taker would have given up.
            atDialling = () -> {
                if (dialled.get() == 6) {
                    atPause.set(lab.given.size());
                    lab.traffic.resume();
                }
            };
        });

        assertThat(fetch(IMPATIENT, () -> false, lab)).hasBinaryContent(contents);
        assertThat(atPause).hasValue(5);
        assertThat(lab.given).hasSize(PIECES);
    }

    @Test
    void aTakersOwnerWhoPausesStopsAFileAndItGoesOnWithoutLoss() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger atPause = new AtomicInteger();
        lab.before = once(5, () -> own.pause("paused by the owner"));
        // Looked at ten times a second: longer than an impatient taker waits for a piece.
        BooleanSupplier resumed = () -> {
            if (own.in().holdsBack() && looks.incrementAndGet() == 10) {
                atPause.set(lab.given.size());
                own.resume();
            }
            return false;
        };

        assertThat(fetch(IMPATIENT, resumed, lab)).hasBinaryContent(contents);
        assertThat(atPause.get()).isBetween(5, 5 + IMPATIENT.window());
        assertThat(lab.given).hasSize(PIECES);
    }

    @Test
    void aMemberForWhomItIsNotHeldGetsNothing() {
        lab.keepFor("library");

        assertThatThrownBy(() -> fetch(IMPATIENT, () -> false, lab))
                .hasMessageContaining("nothing is kept here now for studio");
        assertThat(lab.given).isEmpty();
    }

    @Test
    void aDoorThatIsShutForGoodIsSaidSo() {
        lab.shut();

        assertThatThrownBy(() -> fetch(IMPATIENT, () -> false, lab))
                .hasMessageContaining("cannot reach lab at 127.0.0.1");
    }

    @Test
    void whatIsWantedFirstIsAskedForFirst() throws Exception {
        fetchPartly();
        HoldingNode school = node("school");
        new Wanted(arriving).ask(8);

        assertThat(fetch(school)).hasBinaryContent(contents);
        assertThat(school.given).startsWith(8L, 9L, 10L, 11L);
    }

    private HoldingNode node(String party) throws Exception {
        HoldingNode node = new HoldingNode(members.member(party), offered);
        nodes.add(node);
        return node;
    }

    /** A door can't be shut by who stands in it. */
    private static void meanwhile(Runnable task) {
        Thread thread = new Thread(task, "meanwhile");
        thread.setDaemon(true);
        thread.start();
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        await(latch);
    }

    /** A door that is shut interrupts who stands in it. */
    private static void untilShut() {
        await(new CountDownLatch(1));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fetches until the lab has given five pieces. */
    private void fetchPartly() {
        CountDownLatch over = new CountDownLatch(1);
        lab.before = () -> {
            if (lab.given.size() >= 5) {
                await(over);
            }
        };
        assertThatThrownBy(() -> fetch(() -> lab.given.size() >= 5, lab)).hasMessage("not wanted any more");
        over.countDown();
        lab.before = () -> {};
    }

    /** Runs the task at the n-th call. */
    private static Runnable once(int at, Runnable task) {
        CountDownLatch calls = new CountDownLatch(at);
        return () -> {
            boolean due = calls.getCount() == 1;
            calls.countDown();
            if (due) {
                task.run();
            }
        };
    }

    private static UnaryOperator<LeaseAnswer.Builder> piece(Consumer<LeaseAnswer.FilePiece.Builder> change) {
        return answer -> {
            if (answer.hasFilePiece()) {
                HoldingNode.spoilt(answer);
                change.accept(answer.getFilePieceBuilder());
            }
            return answer;
        };
    }

    private static UnaryOperator<LeaseAnswer.Builder> table(Consumer<LeaseAnswer.FileTable.Builder> change) {
        return answer -> {
            if (answer.hasFileTable()) {
                change.accept(answer.getFileTableBuilder());
            }
            return answer;
        };
    }

    private FileReceive.Builder wanted(HoldingNode... holders) {
        FileReceive.Builder wanted = FileReceive.newBuilder()
                .setSha256(ByteString.copyFrom(Sha256.of(contents)))
                .setName("film.mp4")
                .setBytes(contents.length);
        for (HoldingNode holder : holders) {
            wanted.addHolders(holder.place());
        }
        return wanted;
    }

    private Path fetch(HoldingNode... holders) throws Exception {
        return fetch(() -> false, holders);
    }

    private Path fetch(BooleanSupplier unwanted, HoldingNode... holders) throws Exception {
        return fetch(PACE, unwanted, holders);
    }

    private Path fetch(Pace pace, BooleanSupplier unwanted, HoldingNode... holders) throws Exception {
        return new Fetch(wanted(holders).build(), arriving, means(pace), unwanted).run();
    }

    private Fetch.Means means(Pace pace) {
        return new Fetch.Means(dialler(), pace, own.in(), new DiskRoom(folder, () -> promised));
    }

    private Dialler dialler() {
        return new Dialler() {
            @Override
            public LeaseLine dial(Lease holder) throws LineLostException {
                dialled.incrementAndGet();
                atDialling.run();
                return LeaseLine.dial(holder, studio, LinkLimits.DEFAULT);
            }

            @Override
            public Lease whereabouts(Lease holder) {
                return holder;
            }
        };
    }
}
