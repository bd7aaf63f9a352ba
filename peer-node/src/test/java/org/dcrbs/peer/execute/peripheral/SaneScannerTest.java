package org.dcrbs.peer.execute.peripheral;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SaneScannerTest {
    @TempDir
    Path home;

    private final PeripheralExecutor executor = new PeripheralExecutor();
    private final WorkOrder order = Orders.peripheral("SCANNER", ByteString.EMPTY);
    private TestContext context;
    private Optional<Daemon> daemon = Optional.empty();

    @BeforeEach
    void setUp() {
        context = new TestContext(home).with(Devices.SCANNER_DPI, 100).with(Devices.SCANNER_COLOUR_BITS, 24);
    }

    @AfterEach
    void stopDaemon() {
        daemon.ifPresent(Daemon::close);
    }

    @Test
    void scansAPageAsThePictureThatWasSold() throws Exception {
        saned();
        WorkResult result = executor.execute(order, context);

        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
        BufferedImage picture =
                ImageIO.read(context.blob(result.getOutputSha256()).toFile());
        // The test device is 80 mm by 100 mm.
        assertThat(picture.getWidth()).isBetween(313, 316);
        assertThat(picture.getHeight()).isBetween(391, 395);
        assertThat(picture.getColorModel().getNumComponents()).isEqualTo(3);
        assertThat(context.home().resolve("devices/scanner").toFile().list()).containsExactly(order.getId());
    }

    @Test
    void anOrderThatComesTwiceGetsItsOwnPictureAgain() throws Exception {
        saned();
        WorkResult once = executor.execute(order, context);
        stopDaemon();

        WorkResult twice = executor.execute(order, context);

        assertThat(once.getOutcome()).as(once.getDetail()).isEqualTo(Outcome.DONE);
        assertThat(twice.getOutputSha256()).isEqualTo(once.getOutputSha256());
    }

    @Test
    void aScannerThatCantDoWhatIsSharedScansNothing() throws Exception {
        context.with(Devices.SCANNER_DPI, 2400);
        saned();
        assertThat(executor.execute(order, context).getDetail())
                .isEqualTo("SCANNER: the scanner takes 1200.0 dpi instead of the 2400 that are shared");
    }

    @Test
    void theScannersOwnRefusalIsToldInWords() throws Exception {
        saned("read-status-code SANE_STATUS_JAMMED");
        assertThat(executor.execute(order, context).getDetail()).endsWith("test:0 says jammed");
    }

    @Test
    void aDeviceThatIsNotThereIsSaidToBeMissing() throws Exception {
        saned();
        String address = context.setting(Devices.SCANNER).orElseThrow();
        context.with(Devices.SCANNER, address.replace("test:0", "test:9"));

        assertThat(new SaneScanner(URI.create(address), 100, 24).look()).contains(address);
        assertThat(executor.execute(order, context).getDetail()).endsWith("test:9 says inval");
    }

    @Test
    void aCancelledOrderStopsTheScan() throws Exception {
        saned("read-delay true", "read-delay-duration 200000");
        Future<WorkResult> result = Executors.newSingleThreadExecutor().submit(() -> executor.execute(order, context));
        context.awaitWork();
        context.cancel();

        assertThat(result.get().getDetail()).contains("the order is cancelled");
        assertThat(context.home().resolve("devices/scanner")).isEmptyDirectory();
    }

    @Test
    void noDaemonIsSaidPlainly() throws Exception {
        context.with(Devices.SCANNER, "sane://127.0.0.1:1/test:0");

        WorkResult result = executor.execute(order, context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).startsWith("SCANNER: sane://127.0.0.1:1/test:0 can't be reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ffffffffffffffffffffffffffffffffffffffff",
                "000000000100000300000000000000007fffffff",
                "00000000010000030000000000000000ffffffff",
                "00000000010000030000000000000000000000000000000000000001000000017fffffff"
            })
    void garbageIsNoAnswer(String hex) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            serve(server, HexFormat.of().parseHex(hex), new CountDownLatch(0));
            context.with(Devices.SCANNER, "sane://127.0.0.1:" + server.getLocalPort() + "/test:0");

            WorkResult result = executor.execute(order, context);

            assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.getDetail()).doesNotContain("IOException").doesNotContain("IllegalState");
        }
    }

    @Test
    void silenceIsBounded() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            serve(server, new byte[0], end);
            URI address = URI.create("sane://127.0.0.1:" + server.getLocalPort() + "/test:0");
            PictureDevice device =
                    new PictureDevice("SCANNER", new SaneScanner(address, 100, 24, Duration.ofMillis(300)));

            assertThat(PeripheralExecutor.serve(device, order, context).getDetail())
                    .isEqualTo("SCANNER: given up after 300 ms");
        } finally {
            end.countDown();
        }
    }

    private static void serve(ServerSocket server, byte[] bytes, CountDownLatch hangUp) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept();
                    OutputStream out = socket.getOutputStream()) {
                out.write(bytes);
                out.flush();
                hangUp.await();
            } catch (IOException e) {
                // The other side has hung up, as it may.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** With SANE's test device, set up so. */
    private void saned(String... settings) throws IOException, InterruptedException {
        String program = Daemon.installed("saned");
        Path config = Files.createDirectories(home.resolve("sane.d"));
        Files.writeString(config.resolve("dll.conf"), "test\n");
        Files.writeString(config.resolve("saned.conf"), "127.0.0.1\n");
        Files.writeString(config.resolve("test.conf"), "number_of_devices 1\n" + String.join("\n", settings) + "\n");
        int port = Daemon.freePort();
        context.with(Devices.SCANNER, "sane://127.0.0.1:" + port + "/test:0");
        daemon = Optional.of(Daemon.start(
                home,
                Map.of("SANE_CONFIG_DIR", config.toString()),
                port,
                program,
                "-l",
                "-b",
                "127.0.0.1",
                "-p",
                String.valueOf(port)));
    }
}
