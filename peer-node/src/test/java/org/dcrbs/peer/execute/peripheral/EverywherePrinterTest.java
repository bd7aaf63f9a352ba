package org.dcrbs.peer.execute.peripheral;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against ippeveprinter, which speaks IPP as printers in shops do. */
@Timeout(120)
class EverywherePrinterTest {
    @TempDir
    Path home;

    private Optional<Daemon> daemon = Optional.empty();

    @AfterEach
    void stopDaemon() {
        daemon.ifPresent(Daemon::close);
    }

    @Test
    void printsOnceAndRefusesWhatThePrinterCantTake() throws Exception {
        String program = Daemon.installed("ippeveprinter");
        int port = Daemon.freePort();
        Path spool = Files.createDirectories(home.resolve("spool"));
        daemon = Optional.of(Daemon.start(
                home,
                Map.of(),
                port,
                program,
                "-n",
                "localhost",
                "-p",
                String.valueOf(port),
                "-d",
                spool.toString(),
                "-k",
                "-f",
                "application/pdf",
                "-c",
                "/bin/true",
                "dcrbs-test"));
        String address = "ipp://localhost:" + port + "/ipp/print";
        TestContext context = new TestContext(home).with(Devices.PRINTER, address);
        byte[] document = "%PDF-1.4 a page".getBytes(StandardCharsets.UTF_8);
        WorkOrder order = Orders.peripheral("PRINTER", context.store(document));
        PeripheralExecutor executor = new PeripheralExecutor();

        WorkResult once = executor.execute(order, context);
        WorkResult twice = executor.execute(order, context);
        WorkResult picture = executor.execute(
                Orders.peripheral("PRINTER", context.store("\u0089PNG\r\n".getBytes(StandardCharsets.ISO_8859_1))),
                context);

        assertThat(once.getOutcome()).as(once.getDetail()).isEqualTo(Outcome.DONE);
        assertThat(once.getOutput().toStringUtf8())
                .contains("\"printer\":\"" + address + "\"")
                .contains("\"state\":\"completed\"");
        assertThat(twice.getOutput()).isEqualTo(once.getOutput());
        assertThat(spool.toFile().list((folder, name) -> name.endsWith(".pdf"))).hasSize(1);
        assertThat(picture.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(picture.getDetail()).contains("the document is image/png, and the printer takes");
    }
}
