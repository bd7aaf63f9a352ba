package org.dcrbs.peer.execute.peripheral;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeripheralExecutorTest {
    private static final byte[] DOCUMENT = "%PDF-1.4 a page".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path home;

    private final PeripheralExecutor executor = new PeripheralExecutor();
    private TestContext context;
    private Path spool;
    private Path tray;

    @BeforeEach
    void setUpDevices() {
        spool = home.resolve("spool");
        tray = home.resolve("tray");
        context = new TestContext(home).with(Devices.folder("PRINTER"), spool).with(Devices.folder("SCANNER"), tray);
    }

    @Test
    void printsTheDocumentAndGivesAReceipt() throws Exception {
        WorkOrder order = Orders.peripheral("PRINTER", context.store(DOCUMENT));

        WorkResult result = executor.execute(order, context);

        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
        assertThat(spool.resolve(order.getId() + ".pdf")).hasBinaryContent(DOCUMENT);
        assertThat(result.getOutput().toStringUtf8())
                .isEqualTo("{\"bytes\":15,\"file\":\"%s.pdf\",\"sha256\":\"%s\"}"
                        .formatted(order.getId(), HexFormat.of().formatHex(Sha256.of(DOCUMENT))));
    }

    @Test
    void anOrderThatComesTwicePrintsOnce() throws Exception {
        WorkOrder order = Orders.peripheral("PRINTER", context.store(DOCUMENT));

        executor.execute(order, context);
        executor.execute(order, context);

        assertThat(spool).isDirectoryNotContaining("glob:**.part");
        assertThat(spool.toFile().list()).hasSize(1);
    }

    @Test
    void anOrderIdIsNoWayOutOfTheSpoolFolder() throws Exception {
        WorkOrder order = Orders.peripheral("PRINTER", context.store(DOCUMENT)).toBuilder()
                .setId("../../outside")
                .build();

        assertThat(executor.execute(order, context).getOutcome()).isEqualTo(Outcome.DONE);

        assertThat(spool.toFile().list()).hasSize(1);
        assertThat(home.resolve("outside.pdf")).doesNotExist();
    }

    @Test
    void doesNotPrintWhatIsNotThere() throws Exception {
        WorkResult missing =
                executor.execute(Orders.peripheral("PRINTER", ByteString.copyFrom(Sha256.of(new byte[] {1}))), context);
        WorkResult none = executor.execute(Orders.peripheral("PRINTER", ByteString.EMPTY), context);

        assertThat(missing.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(none.getOutcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void handsOutThePicturesOfTheTrayInOrderEachOnce() throws Exception {
        Files.createDirectories(tray);
        Files.writeString(tray.resolve("b.png"), "second");
        Files.writeString(tray.resolve("a.png"), "first");

        assertThat(scan()).isEqualTo("first");
        assertThat(scan()).isEqualTo("second");
        WorkResult empty = executor.execute(Orders.peripheral("SCANNER", ByteString.EMPTY), context);
        assertThat(empty.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(empty.getDetail()).isEqualTo("SCANNER: the tray is empty");
    }

    @Test
    void anOrderThatComesTwiceGetsItsOwnPictureAgain() throws Exception {
        Files.createDirectories(tray);
        Files.writeString(tray.resolve("a.png"), "first");
        Files.writeString(tray.resolve("b.png"), "second");
        WorkOrder order = Orders.peripheral("SCANNER", ByteString.EMPTY);

        WorkResult once = executor.execute(order, context);
        WorkResult twice = executor.execute(order, context);

        assertThat(twice.getOutputSha256()).isEqualTo(once.getOutputSha256());
    }

    @Test
    void refusesDevicesItDoesNotHave() throws Exception {
        WorkResult camera = executor.execute(Orders.peripheral("CAMERA", ByteString.EMPTY), context);
        WorkResult plotter = executor.execute(Orders.peripheral("PLOTTER", ByteString.EMPTY), context);

        assertThat(camera.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(camera.getDetail()).isEqualTo("this node shares no device of kind 'CAMERA'");
        assertThat(plotter.getOutcome()).isEqualTo(Outcome.REFUSED);
    }

    private String scan() throws Exception {
        WorkResult result = executor.execute(Orders.peripheral("SCANNER", ByteString.EMPTY), context);
        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
        return Files.readString(context.blob(result.getOutputSha256()));
    }
}
