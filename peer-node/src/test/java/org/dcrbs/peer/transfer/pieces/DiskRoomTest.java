package org.dcrbs.peer.transfer.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {
    @TempDir
    Path folder;

    private long usable;

    @BeforeEach
    void look() throws IOException {
        usable = Files.getFileStore(folder).getUsableSpace();
    }

    @Test
    void whatArrivesAtTheSameTimeIsNotFree() throws Exception {
        DiskRoom room = new DiskRoom(folder.resolve("not/there/yet"), () -> 0);
        long most = usable / 5 * 3;

        try (DiskRoom.Kept first = room.keep(most)) {
            assertThatThrownBy(() -> room.keep(most))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching(
                            "there is no room for its " + most + " bytes: of the disk \\d+ are free, of which " + most
                                    + " are promised to others or arriving, and 67108864 stay free");
            first.came(most);
            room.keep(most / 2).close();
        }
        room.keep(most).close();
    }

    @Test
    void whatIsPromisedIsNotFree() {
        DiskRoom room = new DiskRoom(folder, () -> usable / 2);

        assertThatThrownBy(() -> room.keep(usable / 5 * 3)).hasMessageStartingWith("there is no room");
    }

    @Test
    void ofManyAtOnceNoMoreAreLetInThanFit() throws Exception {
        DiskRoom room = new DiskRoom(folder, () -> 0);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<Boolean> keeping = () -> {
            try {
                room.keep(usable / 4);
                return true;
            } catch (IOException e) {
                return false;
            }
        };
        int kept = 0;
        try {
            for (Future<Boolean> one : threads.invokeAll(
                    new ArrayList<>(List.of(keeping, keeping, keeping, keeping, keeping, keeping, keeping, keeping)))) {
                kept += one.get() ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(kept).isBetween(1, 4);
    }
}
