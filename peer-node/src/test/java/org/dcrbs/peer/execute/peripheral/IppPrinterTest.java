package org.dcrbs.peer.execute.peripheral;

import static org.assertj.core.api.Assertions.assertThat;

import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Operation;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.Sha256;
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

@Timeout(60)
class IppPrinterTest {
    private static final byte[] DOCUMENT = "%PDF-1.4 a page".getBytes(StandardCharsets.UTF_8);
    private static final IppPrinter.Tempo IMPATIENT = new IppPrinter.Tempo(
            Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ofMillis(300), Duration.ofSeconds(20));

    @TempDir
    Path home;

    private final PeripheralExecutor executor = new PeripheralExecutor();
    private PaperlessPrinter printer;
    private TestContext context;
    private WorkOrder order;

    @BeforeEach
    void switchOn() throws IOException {
        printer = new PaperlessPrinter();
        context = new TestContext(home).with(Devices.PRINTER, printer.address());
        order = Orders.peripheral("PRINTER", context.store(DOCUMENT));
    }

    @AfterEach
    void switchOff() {
        printer.close();
    }

    @Test
    void printsTheDocumentAndGivesAReceipt() throws Exception {
        WorkResult result = executor.execute(order, context);

        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
        assertThat(printer.jobs()).hasSize(1);
        assertThat(printer.jobs().get(0).document()).isEqualTo("%PDF-1.4 a page");
        assertThat(printer.jobs().get(0).name()).isEqualTo(order.getId());
        assertThat(printer.jobs().get(0).format()).isEqualTo("application/pdf");
        assertThat(result.getOutput().toStringUtf8())
                .isEqualTo(
                        "{\"bytes\":15,\"job\":7,\"pages\":2,\"printer\":\"%s\",\"sha256\":\"%s\",\"state\":\"completed\"}"
                                .formatted(printer.address(), HexFormat.of().formatHex(Sha256.of(DOCUMENT))));
    }

    @Test
    void anOrderThatComesTwicePrintsOnceAndHasTheSameReceipt() throws Exception {
        WorkResult once = executor.execute(order, context);
        printer.forgetJobs();
        WorkResult twice =
                new PeripheralExecutor().execute(order.toBuilder().setAttempt(2).build(), context);

        assertThat(twice.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(twice.getOutput()).isEqualTo(once.getOutput());
        assertThat(printer.jobs()).isEmpty();
    }

    @Test
    void aJobWhoseAnswerWasLostIsFoundAndNotSentAgain() throws Exception {
        printer.mute = true;
        WorkResult lost = executor.execute(order, context);
        printer.mute = false;

        WorkResult found = executor.execute(order, context);

        assertThat(lost.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.getOutcome()).as(found.getDetail()).isEqualTo(Outcome.DONE);
        assertThat(printer.jobs()).hasSize(1);
    }

    @Test
    void aJobWhoseAnswerWasLostAndThatThePrinterDoesNotKnowIsNotSentAgainEither() throws Exception {
        printer.mute = true;
        executor.execute(order, context);
        printer.mute = false;
        printer.forgetJobs();

        WorkResult unknown = executor.execute(order, context);

        assertThat(unknown.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(unknown.getDetail())
                .contains("whether it was printed is not known")
                .contains("not sent again");
        assertThat(printer.jobs()).isEmpty();
    }

    @Test
    void aDocumentThatThePrinterCantTakeIsRefusedUnsent() throws Exception {
        WorkResult result = executor.execute(
                Orders.peripheral("PRINTER", context.store("plain words".getBytes(StandardCharsets.UTF_8))), context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.getDetail())
                .isEqualTo("PRINTER: the document is text/plain, and the printer takes application/pdf, image/jpeg");
        assertThat(printer.asked()).containsExactly(Operation.getPrinterAttributes);
    }

    @Test
    void aPrinterThatAcceptsNoJobsFailsTheOrderInItsWords() throws Exception {
        printer.accepting = false;

        WorkResult result = executor.execute(order, context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).isEqualTo("PRINTER: the printer accepts no jobs now: cover-open");
    }

    @Test
    void anAbortedJobFailsTheOrderInThePrintersWordsAndMayBeSentAnew() throws Exception {
        printer.fate = JobState.aborted;
        WorkResult failed = executor.execute(order, context);
        printer.fate = JobState.completed;
        WorkResult again = executor.execute(order, context);

        assertThat(failed.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.getDetail())
                .isEqualTo("PRINTER: not printed, job 7 is aborted: page 1 can't be drawn, document-format-error");
        assertThat(again.getOutcome()).as(again.getDetail()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aCancelledOrderCancelsItsJob() throws Exception {
        printer.fate = JobState.processing;
        Future<WorkResult> result = Executors.newSingleThreadExecutor().submit(() -> executor.execute(order, context));
        printer.awaitQuestion(Operation.getJobAttributes);

        context.cancel();

        assertThat(result.get().getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.get().getDetail()).contains("job 7 is processing; given up, since the order is cancelled");
        assertThat(printer.jobs().get(0).state()).isEqualTo(JobState.canceled);
    }

    @Test
    void aJobUnderWayIsFollowedAfterARestart() throws Exception {
        printer.fate = JobState.completed;
        Path note = Files.createDirectories(home.resolve("devices/printer")).resolve(order.getId());
        executor.execute(Orders.peripheral("PRINTER", order.getPeripheral().getDocumentSha256()), context);
        Files.write(note, new PrintNote.Sent(printer.address(), 7).bytes());

        WorkResult result = executor.execute(order, context);

        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
        assertThat(printer.jobs()).hasSize(1);
    }

    @Test
    void aPrinterThatIsNotThereFailsTheOrderPlainlyAndMayBeSentToLater() throws Exception {
        context.with(Devices.PRINTER, "ipp://127.0.0.1:1/ipp/print");
        WorkResult absent = executor.execute(order, context);
        context.with(Devices.PRINTER, printer.address());
        WorkResult there = executor.execute(order, context);

        assertThat(absent.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(absent.getDetail()).startsWith("PRINTER: ipp://127.0.0.1:1/ipp/print can't be reached");
        assertThat(there.getOutcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void silenceIsBounded() throws Exception {
        printer.rudeness = printer::fallSilent;

        assertThat(impatient().getDetail()).endsWith("did not answer within 1000 ms");
    }

    @Test
    void aPrinterThatFallsSilentAfterItTookTheJobIsGivenUpInTheEnd() throws Exception {
        printer.fate = JobState.processing;
        Future<WorkResult> result = Executors.newSingleThreadExecutor().submit(this::impatient);
        printer.awaitQuestion(Operation.getJobAttributes);
        printer.rudeness = HttpExchange::close;

        assertThat(result.get().getDetail()).contains("gave no answer");
    }

    @Test
    void anAnswerWithoutEndIsHungUpOn() throws Exception {
        printer.rudeness = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/ipp");
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[1 << 16];
            while (true) {
                exchange.getResponseBody().write(much);
            }
        };

        assertThat(impatient().getDetail()).contains("an answer of more than 262144 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "0101000000000001",
                "01010000000000010147000d",
                "0101000000000001044200ffff",
                "ffffffffffffffffffffffff",
                "01010406000000010147001261747472696275746573"
            })
    void garbageIsNoAnswer(String hex) throws Exception {
        printer.rudeness = exchange -> bytes(exchange, HexFormat.of().parseHex(hex));

        WorkResult result = impatient();

        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).contains("answer").doesNotContain("Exception");
    }

    @Test
    void collectionsWithinCollectionsWithoutEndAreNoAnswer() throws Exception {
        String begin = "0101000000000001" + "04" + "34" + "0001" + "61" + "0000";
        String deeper = "4a" + "0000" + "0001" + "61" + "34" + "0000" + "0000";
        byte[] deep = HexFormat.of().parseHex(begin + deeper.repeat(20_000));
        printer.rudeness = exchange -> bytes(exchange, deep);

        assertThat(impatient().getDetail()).contains("can't be understood");
    }

    @Test
    void aWebSiteIsNoPrinter() throws Exception {
        printer.rudeness = exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'h', 'i'});
            exchange.close();
        };
        assertThat(impatient().getDetail()).contains("does not answer in IPP");

        printer.rudeness = exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        };
        assertThat(impatient().getDetail()).contains("answers with HTTP 401");
    }

    @Test
    void saysWhatItIs() throws Exception {
        assertThat(IppPrinter.at(printer.address()).look())
                .isEqualTo("Paperless 1 at " + printer.address() + " takes application/pdf, image/jpeg");
        Assertions.assertThatThrownBy(
                        () -> IppPrinter.at(URI.create("ipp://127.0.0.1:1/x")).look())
                .hasMessageContaining("can't be reached");
    }

    private WorkResult impatient() throws Exception {
        return PeripheralExecutor.serve(new IppPrinter(printer.address(), IMPATIENT), order, context);
    }

    private static void bytes(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/ipp");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
