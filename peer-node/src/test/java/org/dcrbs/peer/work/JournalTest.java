package org.dcrbs.peer.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final WorkOrder ORDER =
            WorkOrder.newBuilder().setId("../../a").setAttempt(1).build();
    private static final WorkResult RESULT = WorkResult.newBuilder()
            .setOrderId("../../a")
            .setAttempt(1)
            .setOutcome(Outcome.DONE)
            .build();

    @TempDir
    Path folder;

    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        journal = Journal.open(folder);
    }

    @Test
    void anOrderIsTakenOnceAndThereAfterACrash() throws Exception {
        assertThat(journal.admit(ORDER)).isInstanceOf(Journal.Taken.class);

        open();

        assertThat(journal.admit(ORDER)).isInstanceOf(Journal.AlreadyTaken.class);
        assertThat(journal.unfinished()).containsExactly(ORDER);
    }

    @Test
    void aCrashBetweenResultAndRemovalOfTheOrderReadsAsDone() throws Exception {
        journal.admit(ORDER);
        Path stored;
        try (var files = Files.list(folder.resolve("orders"))) {
            stored = files.findFirst().orElseThrow();
        }
        byte[] order = Files.readAllBytes(stored);
        journal.finish(RESULT);
        Files.write(stored, order);

        open();

        assertThat(journal.unfinished()).isEmpty();
        assertThat(journal.outbox()).containsExactly(new OrderKey("../../a", 1));
        assertThat(journal.admit(ORDER)).isEqualTo(new Journal.AlreadyDone(RESULT));
    }

    @Test
    void anAcknowledgedResultLeavesTheOutboxAndIsRemembered() throws Exception {
        journal.admit(ORDER);
        journal.finish(RESULT);

        journal.acknowledged(OrderKey.of(RESULT));
        journal.acknowledged(OrderKey.of(RESULT));

        assertThat(journal.outbox()).isEmpty();
        assertThat(journal.admit(ORDER)).isEqualTo(new Journal.AlreadyDone(RESULT));
    }

    @Test
    void anotherAttemptIsAnotherPieceOfWork() throws Exception {
        journal.admit(ORDER);
        journal.finish(RESULT);

        assertThat(journal.admit(ORDER.toBuilder().setAttempt(2).build())).isInstanceOf(Journal.Taken.class);
    }

    @Test
    void halfWrittenRecordsAndDamagedOnesDoNotStopTheNode() throws Exception {
        journal.admit(ORDER);
        Files.write(folder.resolve("orders/x.draft"), new byte[] {1, 2});
        Files.write(folder.resolve("orders/damaged.1"), new byte[] {(byte) 0xff});

        open();

        assertThat(journal.unfinished()).containsExactly(ORDER);
        assertThat(folder.resolve("orders/x.draft")).doesNotExist();
    }

    @Test
    void aHostileIdStaysInTheFolder() throws Exception {
        journal.admit(ORDER);

        assertThat(Backlog.of(folder)).isEqualTo(new Backlog(1, 0));
    }
}
