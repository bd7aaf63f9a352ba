package org.dcrbs.peer.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.peer.lease.Members;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studio stores files with the lab, the library, the mill, the school and the town, over their doors. */
class StoredFilesTest {
    private static final List<String> NAMES = List.of("lab", "library", "mill", "school", "town");

    @TempDir
    Path folder;

    private final List<Giver> givers = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> used = new ArrayList<>();
    private Path film;
    private Shelf shelf;
    private StoredFiles files;
    private Givers way;

    private Consumer<String> answered = line -> {};

    @BeforeEach
    void open() throws Exception {
        Members members = new Members();
        PeerIdentity studio = members.member("studio");
        for (String name : NAMES) {
            givers.add(new Giver(members.member(name), folder.resolve(name), "studio"));
        }
        byte[] bytes = new byte[2_345_678];
        new Random(1).nextBytes(bytes);
        film = Files.write(folder.resolve("film.bin"), bytes);
        shelf = new Shelf(folder.resolve("stored"));
        way = new TestGivers(studio);
        files = new StoredFiles(way, shelf, folder.resolve("under-way"), this::tell);
    }

    private void tell(String line) {
        told.add(line);
        answered.accept(line);
    }

    private final class TestGivers implements Givers {
        private final PeerIdentity studio;

        TestGivers(PeerIdentity studio) {
            this.studio = studio;
        }

        @Override
        public List<Lease> leases() {
            return givers.stream().map(Giver::lease).toList();
        }

        @Override
        public void use(Lease lease) {
            used.add(lease.getGiver());
        }

        @Override
        public LeaseLine dial(Lease lease) throws IOException {
            return LeaseLine.dial(lease, studio, LinkLimits.DEFAULT);
        }
    }

    @AfterEach
    void close() {
        givers.forEach(Giver::close);
    }

    @Test
    void aFileIsStoredWithOneAndComesBack() throws Exception {
        assertThat(givers.get(0).fill()).hasSize(1);

        StoredFile stored = files.put(film, "film", 1, 0);

        assertThat(stored.pieces()).extracting(StoredFile.Piece::giver).containsExactly("lab");
        assertThat(used).containsExactly("lab");
        assertThat(givers.get(0).fill()).as("its room is the lessee's now").isEmpty();
        assertThat(shelf.find("film")).contains(stored);
        assertComesBack(stored);
    }

    @Test
    void aGiverWhoseOwnerComesFirstIsAskedAgain() throws Exception {
        Giver lab = giver("lab");
        lab.traffic.pause("paused by the owner");
        // Said after the giver has said no.
        answered = line -> {
            if (line.contains("not now: paused by the owner; dialling again")) {
                lab.traffic.resume();
            }
        };

        StoredFile stored = files.put(film, "film", 1, 0);
        assertThat(stored.pieces()).extracting(StoredFile.Piece::giver).containsExactly("lab");
        lab.traffic.pause("paused by the owner");
        assertComesBack(stored);
        assertThat(told).filteredOn(line -> line.contains("not now")).hasSize(2);
    }

    @Test
    void ofFourPiecesAnyTwoGiveItBackWhateverBecomesOfTheOthers() throws Exception {
        StoredFile stored = files.put(film, "film", 2, 2);
        assertThat(stored.pieces()).extracting(StoredFile.Piece::giver).doesNotHaveDuplicates();

        giver("lab").close();
        Files.write(giver("mill").blobs().get(0), new byte[1000]);

        assertComesBack(stored);
        assertThat(told).anyMatch(line -> line.startsWith("piece 0 of lab is not to be had"));
    }

    @Test
    void anAuditFindsWhatIsLostAndARepairPutsItElsewhere() throws Exception {
        StoredFile stored = files.put(film, "film", 3, 1);
        assertThat(files.audit(stored)).isEmpty();

        Path blob = giver("library").blobs().get(0);
        byte[] spoilt = Files.readAllBytes(blob);
        for (int i = 0; i < spoilt.length; i += 1000) {
            spoilt[i] ^= 1;
        }
        Files.write(blob, spoilt);

        assertThat(files.audit(stored)).containsExactly(1);
        StoredFile mended = files.repair(stored);

        assertThat(mended.pieces())
                .extracting(StoredFile.Piece::giver)
                .containsExactly("lab", "town", "mill", "school");
        assertThat(files.audit(mended)).isEmpty();
        assertThat(shelf.find("film")).contains(mended);
        giver("lab").close();
        assertComesBack(mended);
    }

    @Test
    void whenTooFewPiecesAreLeftThatIsSaidAndNothingIsWritten() throws Exception {
        StoredFile stored = files.put(film, "film", 2, 1);
        giver("lab").close();
        giver("library").close();

        assertThatThrownBy(() -> files.get(stored, folder.resolve("back")))
                .hasMessage("only 1 of the 2 pieces that are needed of film are left");
        assertThat(folder.resolve("back")).doesNotExist();
    }

    @Test
    void aGiverThatRestartsHasKeptWhatItGot() throws Exception {
        StoredFile stored = files.put(film, "film", 1, 0);

        giver("lab").restart();

        assertThat(files.audit(stored)).isEmpty();
        assertComesBack(stored);
    }

    @Test
    void whenTheLeaseEndsNothingIsLeftAtTheGiver() throws Exception {
        StoredFile stored = files.put(film, "film", 1, 0);

        giver("lab").end();

        assertThat(giver("lab").blobs()).isEmpty();
        assertThat(files.audit(stored)).containsExactly(0);
    }

    @Test
    void whoHasNoRoomIsPassedOver() throws Exception {
        Path large = Files.write(folder.resolve("large.bin"), new byte[3_000_000]);
        files.put(large, "large", 1, 0);

        StoredFile stored = files.put(film, "film", 1, 0);

        assertThat(stored.pieces()).extracting(StoredFile.Piece::giver).containsExactly("library");
        assertThat(told).anyMatch(line -> line.contains("lab does not take it: no room"));
    }

    @Test
    void aBrokenLineIsDialledAgainAndTheFileGoesOnWhereItWas() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        StoredFiles interrupted = new StoredFiles(way, shelf, folder.resolve("under-way"), line -> {
            told.add(line);
            if (line.endsWith(" %") && broken.compareAndSet(false, true)) {
                giver("lab").hangUp();
            }
        });

        StoredFile stored = interrupted.put(film, "film", 1, 0);

        assertThat(told).anyMatch(line -> line.startsWith("  lab: ") && line.endsWith("dialling again"));
        assertThat(stored.pieces()).extracting(StoredFile.Piece::giver).containsExactly("lab");
        assertComesBack(stored);
    }

    @Test
    void twoCommandsAtOnceDoNotDisturbEachOther() throws Exception {
        Path other = Files.write(folder.resolve("other.bin"), new byte[300_000]);
        StoredFiles second = new StoredFiles(way, shelf, folder.resolve("under-way"), line -> {});
        try (Workplace first = Workplace.open(folder.resolve("under-way"))) {
            Path kept = Files.createFile(first.folder().resolve("piece-0"));

            second.put(other, "other", 1, 0);

            assertThat(kept).exists();
        }
        assertThat(folder.resolve("under-way")).isEmptyDirectory();
    }

    @Test
    void whatACrashLeftUnderWayIsClearedAway() throws Exception {
        Path left = Files.createDirectories(folder.resolve("under-way").resolve("crashed"));
        Files.createFile(left.resolve("piece-0"));
        Files.createFile(folder.resolve("under-way").resolve("crashed.lock"));

        files.put(film, "film", 1, 0);

        assertThat(folder.resolve("under-way")).isEmptyDirectory();
    }

    @Test
    void whatCantBeStoredIsRefusedBeforeAnybodyIsCalled() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));

        assertThatThrownBy(() -> files.put(film, "film", 4, 2))
                .hasMessageContaining("4+2 pieces want as many members")
                .hasMessageEndingWith("there are 5");
        assertThatThrownBy(() -> files.put(empty, "empty", 1, 0)).hasMessageEndingWith("is empty");
        files.put(film, "film", 1, 0);
        assertThatThrownBy(() -> files.put(film, "film", 1, 0)).hasMessage("a file film is stored already");
        assertThatThrownBy(() -> files.put(film, "../film", 1, 0)).hasMessageContaining("the name");
    }

    @Test
    void aFileThatIsDeletedLeavesItsRoom() throws Exception {
        StoredFile stored = files.put(film, "film", 2, 0);

        files.delete(stored);

        assertThat(shelf.all()).isEmpty();
        assertThat(giver("lab").blobs()).isEmpty();
        assertThat(giver("library").blobs()).isEmpty();
    }

    private void assertComesBack(StoredFile stored) throws Exception {
        Path back = folder.resolve("back");
        files.get(stored, back);
        assertThat(back).hasSameBinaryContentAs(film);
        assertThat(folder.resolve("under-way")).isEmptyDirectory();
    }

    private Giver giver(String name) {
        return givers.get(NAMES.indexOf(name));
    }
}
