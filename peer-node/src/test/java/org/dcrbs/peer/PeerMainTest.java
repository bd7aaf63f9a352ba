package org.dcrbs.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PeerMainTest {
    private final StringWriter said = new StringWriter();

    @TempDir
    Path home;

    @Test
    void helpNamesTheOptionsAndWhatTheyAreFor() {
        assertThat(run("run", "--help")).isZero();

        assertThat(said.toString()).contains("--coordinator", "--token", "--home", "--share", "Exit codes");
    }

    @Test
    void withoutACommandItHelps() {
        assertThat(run()).isZero();

        assertThat(said.toString()).contains("dcrbs peer run --coordinator HOST:PORT --token TOKEN");
    }

    @Test
    void aMistakeIsOneSentence() throws Exception {
        Files.writeString(home.resolve("share.json"), "{\"days\": 0}");

        assertThat(run("run", "--home", home.toString(), "--coordinator", "h:1"))
                .isEqualTo(2);

        assertThat(said.toString().strip()).isEqualTo("share.json: days: is 0; want 1 to 365");
    }

    @Test
    void aBadTokenIsOneSentence() {
        assertThat(run("run", "--home", home.toString(), "--coordinator", "h:1", "--token", "x"))
                .isEqualTo(2);

        assertThat(said.toString().strip()).isEqualTo("--token: an enrolment token begins with dcrbs-");
    }

    @Test
    void theStatusOfANewHomeSaysThatThereIsNothingYet() {
        assertThat(run("status", "--home", home.toString())).isZero();

        assertThat(said.toString()).contains("Party        not enrolled", "Running      no", "Orders       0 unf");
    }

    @Test
    void howDevicesAreReachedIsListed() throws Exception {
        Files.writeString(home.resolve("share.json"), """
                {"peripherals": [{"id": "laser", "kind": "PRINTER", "resolutionDpi": 600, "printer": "ipp://a/b"}]}
                """);

        assertThat(run("status", "--home", home.toString())).isZero();
        assertThat(run("share", "--home", home.toString())).isZero();

        assertThat(said.toString())
                .contains("Device       laser, PRINTER: ipp://a/b", "Device laser, PRINTER: ipp://a/b");
    }

    @Test
    void theStatusOfNoHomeIsAMistake() {
        assertThat(run("status", "--home", home.resolve("none").toString())).isEqualTo(2);
    }

    @Test
    void aTransferIsHeldAgainstAPlainCopy() {
        assertThat(run(
                        "benchmark-transfer",
                        "--home",
                        home.toString(),
                        "--megabytes",
                        "1",
                        "--runs",
                        "1",
                        "--line",
                        "1000"))
                .isZero();

        assertThat(said.toString()).contains("median", "processor time a megabyte, both ends together: ");
        assertThat(home.resolve("transfer-benchmark")).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereCannotBePlayed() {
        assertThat(run("stream", "--home", home.toString(), "film.mp4")).isEqualTo(2);

        assertThat(said.toString()).startsWith("no file named film.mp4 is in ");
    }

    private int run(String... args) {
        PrintWriter writer = new PrintWriter(said, true);
        return new CommandLine(new PeerMain()).setOut(writer).setErr(writer).execute(args);
    }
}
