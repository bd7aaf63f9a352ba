package org.dcrbs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line answers, and with which exit code. */
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void helpNamesTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("server").contains("Exit codes");
    }

    @Test
    void theVersionIsTold() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("dcrbs ");
    }

    @Test
    void aSlipOfThePenIsAUsageErrorWithASuggestion() {
        assertThat(run("serve")).isEqualTo(2);
        assertThat(err.toString()).contains("serve").contains("dcrbs server");
    }

    @Test
    void noCommandIsAUsageError() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("which command?");
    }

    @Test
    void anUnknownOptionOfTheServerIsNotTakenForASetting() {
        assertThat(run("server", "--prot", "80")).isEqualTo(2);
        assertThat(err.toString()).contains("--prot");
    }

    @Test
    void aPortInUseIsToldInOneSentence(@TempDir Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(run("server", "--data", data.toString(), "--port", String.valueOf(port)))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .isEqualTo("dcrbs server: port " + port + " is in use; choose another with --port\n");
        }
    }

    @Test
    void aDataFolderThatCannotBeMadeIsToldInOneSentence(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThat(run("server", "--data", file.toString(), "--port", "0")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("dcrbs server: can't write to the data folder " + file + "; choose another with --data\n");
    }

    @Test
    void aDataFolderInUseIsToldInOneSentence(@TempDir Path data) {
        try (TestServer other = new TestServer(data)) {
            assertThat(other.token()).isNotEmpty();
            assertThat(run("server", "--data", data.toString(), "--port", "0", "--link-port", "0"))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .startsWith("dcrbs server: can't open the store in ")
                    .contains("another server")
                    .hasLineCount(1);
        }
    }
}
