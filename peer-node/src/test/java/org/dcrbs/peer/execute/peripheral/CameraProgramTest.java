package org.dcrbs.peer.execute.peripheral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CameraProgramTest {
    private static final String PNG = "printf '\\211PNG\\r\\n\\032\\n'; ";

    @TempDir
    Path home;

    private final PeripheralExecutor executor = new PeripheralExecutor();
    private final WorkOrder order = Orders.peripheral("CAMERA", ByteString.EMPTY);
    private TestContext context;

    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        context = new TestContext(home);
    }

    @Test
    void thePictureIsTheResult() throws Exception {
        WorkResult result = take(PNG + "cat; echo done >&2");

        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
        assertThat(Files.readAllBytes(context.blob(result.getOutputSha256()))).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void anOrderThatComesTwiceGetsItsOwnPictureAgain() throws Exception {
        WorkResult once = take(PNG + "date +%N");
        WorkResult twice = take(PNG + "date +%N");

        assertThat(twice.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(twice.getOutputSha256()).isEqualTo(once.getOutputSha256());
    }

    @Test
    void theProgramSeesLittleOfTheNodesEnvironment() throws Exception {
        WorkResult result = take(PNG + "env");

        assertThat(Files.readAllLines(
                        context.blob(result.getOutputSha256()), java.nio.charset.StandardCharsets.ISO_8859_1))
                .filteredOn(line -> line.contains("="))
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .isSubsetOf("PATH", "HOME", "PWD", "SHLVL", "_", "OLDPWD");
    }

    @Test
    void silenceIsNoPicture() throws Exception {
        assertThat(take("echo no camera >&2; exit 0").getDetail())
                .isEqualTo("CAMERA: the program /bin/sh wrote 0 bytes that are no picture; want a JPEG or PNG on its"
                        + " standard output. no camera");
    }

    @Test
    void aFloodIsCutOff() throws Exception {
        assertThat(take(PNG + "cat /dev/zero").getDetail()).endsWith("wrote more than 67108864 bytes");
    }

    @Test
    void aFailureIsToldByTheLastThatTheProgramSays() throws Exception {
        String much = "i=0; while [ $i -lt 20000 ]; do echo line $i >&2; i=$((i+1)); done; ";

        WorkResult result = take(much + "echo no such device: /dev/video0 >&2; exit 3");

        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail())
                .startsWith("CAMERA: the program /bin/sh ended with code 3: ")
                .endsWith("line 19999 no such device: /dev/video0")
                .hasSizeLessThan(300);
    }

    @Test
    void whatHangsIsKilledWithAllThatItStarted() throws Exception {
        Path pid = home.resolve("pid");
        PictureDevice camera = new PictureDevice(
                "CAMERA",
                new CameraProgram(
                        List.of("/bin/sh", "-c", "sleep 300 & echo $! > " + pid + "; wait"), Duration.ofSeconds(1)));

        WorkResult result = PeripheralExecutor.serve(camera, order, context);

        assertThat(result.getDetail()).isEqualTo("CAMERA: given up after 1000 ms");
        awaitEnd(pid);
    }

    @Test
    void aCancelledOrderKillsTheProgram() throws Exception {
        Path pid = home.resolve("pid");
        Future<WorkResult> result =
                Executors.newSingleThreadExecutor().submit(() -> take("sleep 300 & echo $! > " + pid + "; wait"));
        context.awaitWork();
        context.cancel();

        assertThat(result.get().getDetail()).contains("the order is cancelled");
        if (Files.exists(pid)) {
            awaitEnd(pid);
        }
        assertThat(home.resolve("devices/camera")).isEmptyDirectory();
    }

    @Test
    void aProgramThatIsNotThereIsSaidPlainly() throws Exception {
        context.with(Devices.CAMERA, "dcrbs-no-such-program");

        assertThat(executor.execute(order, context).getDetail()).contains("dcrbs-no-such-program");
        assertThatThrownBy(() -> new CameraProgram(List.of("dcrbs-no-such-program")).look())
                .hasMessage("there is no program dcrbs-no-such-program");
        assertThat(new CameraProgram(List.of("sh")).look()).isEqualTo("pictures by the program sh");
    }

    private WorkResult take(String script) throws InterruptedException {
        return executor.execute(order, context.with(Devices.CAMERA, "/bin/sh\n-c\n" + script));
    }

    private static void awaitEnd(Path pid) throws Exception {
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(process ->
                        process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }
}
