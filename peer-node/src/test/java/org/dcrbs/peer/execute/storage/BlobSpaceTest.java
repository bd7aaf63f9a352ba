package org.dcrbs.peer.execute.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dcrbs.peer.execute.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobSpaceTest {
    private static final int QUOTA = 1 << 20;

    @TempDir
    Path folder;

    private BlobSpace space;

    @BeforeEach
    void open() throws IOException {
        space = BlobSpace.open(folder.resolve("blobs"), QUOTA);
    }

    @Test
    void aBlobComesInPiecesAndIsReadFromAnywhere() throws Exception {
        byte[] blob = bytes(1, 700_000);

        assertThat(put(blob, 0, 500_000)).isEqualTo(new BlobSpace.Received(500_000, false));
        assertThat(space.find(hash(blob))).isEmpty();
        assertThat(put(blob, 500_000, 200_000)).isEqualTo(new BlobSpace.Received(700_000, true));

        assertThat(space.piece(hash(blob), 600_000)).isEqualTo(ByteString.copyFrom(blob, 600_000, 100_000));
        assertThat(space.list(ByteString.EMPTY, 10)).containsExactly(java.util.Map.entry(hash(blob), 700_000L));
        assertThat(space.freeBytes()).as("in whole blocks").isEqualTo(QUOTA - 171 * BlobSpace.BLOCK_BYTES);
    }

    @Test
    void ofManyBlobsAtOnceNoMoreAreTakenThanTheQuotaHolds() throws Exception {
        int size = QUOTA / 3;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<String>> putting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            byte[] blob = bytes(100 + i, size);
            putting.add(() -> {
                try {
                    for (int at = 0; at < size; at += 100_000) {
                        put(blob, at, Math.min(100_000, size - at));
                    }
                    return "whole";
                } catch (IllegalArgumentException e) {
                    return String.valueOf(e.getMessage());
                }
            });
        }
        List<String> ends = new ArrayList<>();
        try {
            for (Future<String> one : threads.invokeAll(putting)) {
                ends.add(one.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(ends).filteredOn("whole"::equals).hasSizeBetween(2, 3);
        assertThat(ends)
                .filteredOn(end -> !end.equals("whole"))
                .allMatch(end -> end.startsWith("no room: the blob has " + size + " bytes, and "));
        assertThat(space.usedBytes()).isLessThanOrEqualTo(QUOTA);
    }

    @Test
    void anUnfinishedBlobGoesOnAfterARestart() throws Exception {
        byte[] blob = bytes(2, 300_000);
        put(blob, 0, 200_000);

        open();

        assertThat(space.usedBytes()).as("counts in full").isEqualTo(74L * BlobSpace.BLOCK_BYTES);
        assertThat(put(blob, 0, 100)).isEqualTo(new BlobSpace.Received(200_000, false));
        assertThat(put(blob, 200_000, 100_000).whole()).isTrue();
        open();
        assertThat(space.piece(hash(blob), 0)).isEqualTo(ByteString.copyFrom(blob));
    }

    @Test
    void aBlobThatWasAllThereWhenTheNodeDiedIsFinishedByWhoAsksForItNext() throws Exception {
        byte[] blob = bytes(8, 5000);
        put(blob, 0, 4000);
        Path draft = folder.resolve("blobs").resolve(hex(blob) + ".5000.draft");
        Files.write(draft, blob);

        open();

        assertThat(space.put(hash(blob), 5000, 0, ByteString.EMPTY)).isEqualTo(new BlobSpace.Received(5000, true));
        assertThat(space.piece(hash(blob), 0)).isEqualTo(ByteString.copyFrom(blob));
    }

    @Test
    void aTinyBlobTakesABlockOfTheQuotaSoThatTheirNumberIsBounded() throws Exception {
        int most = QUOTA / BlobSpace.BLOCK_BYTES;
        for (int i = 0; i < most; i++) {
            put(new byte[] {(byte) i, (byte) (i >> 8)}, 0, 2);
        }

        assertThat(space.freeBytes()).isZero();
        assertThatThrownBy(() -> put(new byte[] {1, 2, 3}, 0, 3)).hasMessageStartingWith("no room");
    }

    @Test
    void whoOnlyAsksKeepsNoRoom() throws Exception {
        assertThat(space.put(hash(bytes(9, 10)), 600_000, 0, ByteString.EMPTY))
                .isEqualTo(new BlobSpace.Received(0, false));

        assertThat(space.usedBytes()).isZero();
    }

    @Test
    void whenTheLeaseIsOverNothingIsTakenAndNothingIsLeft() throws Exception {
        byte[] blob = bytes(10, 1000);
        put(blob, 0, 400);

        space.end();

        assertThatThrownBy(() -> put(blob, 400, 600)).hasMessage("the lease is over");
        assertThat(folder.resolve("blobs")).doesNotExist();
    }

    @Test
    void whatIsNotWhatItsHashSaysIsThrownAway() throws Exception {
        byte[] blob = bytes(3, 1000);
        ByteString other = hash(bytes(4, 1000));

        assertThatThrownBy(() -> space.put(other, 1000, 0, ByteString.copyFrom(blob)))
                .hasMessageContaining("not what its SHA-256 says");

        assertThat(space.usedBytes()).isZero();
        try (var files = Files.list(folder.resolve("blobs"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theQuotaHoldsForUnfinishedBlobsToo() throws Exception {
        byte[] first = bytes(5, 600_000);
        put(first, 0, 1000);

        assertThatThrownBy(() -> put(bytes(6, 600_000), 0, 1000))
                .hasMessage("no room: the blob has 600000 bytes, and 446464 are free");

        space.delete(hash(first));
        assertThat(put(bytes(6, 600_000), 0, 1000).bytes()).isEqualTo(1000);
    }

    @Test
    void whatMakesNoSenseIsRefusedAndChangesNothing() throws Exception {
        byte[] blob = bytes(7, 1000);
        ByteString hash = hash(blob);
        ByteString large = ByteString.copyFrom(new byte[(512 << 10) + 1]);

        assertThatThrownBy(() -> space.put(ByteString.copyFromUtf8("../../x"), 10, 0, ByteString.EMPTY))
                .hasMessage("a SHA-256 has 32 bytes, not 7");
        assertThatThrownBy(() -> space.put(hash, 0, 0, ByteString.EMPTY)).hasMessageStartingWith("no room");
        assertThatThrownBy(() -> space.put(hash, -1, 0, ByteString.EMPTY)).hasMessageStartingWith("no room");
        assertThatThrownBy(() -> space.put(hash, 1 << 20, 0, large)).hasMessageContaining("524288 at most");
        assertThatThrownBy(() -> space.piece(hash, 0)).hasMessageContaining("no blob of that SHA-256");
        assertThatThrownBy(() -> space.delete(hash)).hasMessageContaining("no blob of that SHA-256");
        assertThat(space.usedBytes()).isZero();

        put(blob, 0, 400);
        assertThatThrownBy(() -> space.put(hash, 2000, 400, ByteString.EMPTY)).hasMessageContaining("begun with 1000");
        assertThatThrownBy(() -> space.put(hash, 1000, 400, ByteString.copyFrom(new byte[601])))
                .hasMessageContaining("more than the 1000 bytes");
        put(blob, 400, 600);
        assertThatThrownBy(() -> space.piece(hash, 1001)).hasMessageContaining("none at 1001");
        assertThatThrownBy(() -> space.piece(hash, -1)).hasMessageContaining("none at -1");
    }

    private BlobSpace.Received put(byte[] blob, int offset, int length) throws IOException {
        return space.put(hash(blob), blob.length, offset, ByteString.copyFrom(blob, offset, length));
    }

    private static ByteString hash(byte[] blob) {
        return ByteString.copyFrom(Sha256.of(blob));
    }

    private static String hex(byte[] blob) {
        return java.util.HexFormat.of().formatHex(Sha256.of(blob));
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
