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
    void aProblemIsSolvedAndTheAnswerWritten(@TempDir Path folder) throws IOException {
        Path problem = problem(folder, "[[0,7,3,5,2]]");
        Path answer = folder.resolve("answer.json");

        int code = run("solve", problem.toString(), "--out", answer.toString(), "--seconds", "5", "--seed", "3");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("objective 4, bound 4");
        assertThat(answer).content().contains("\"objective\":4").contains("dcrbs-answer/1");
    }

    @Test
    void anAnswerIsCheckedFromItsFiles(@TempDir Path folder) throws IOException {
        String problem = problem(folder, "[[0,7,3,5,2]]").toString();
        String answer = folder.resolve("answer.json").toString();
        String prices = folder.resolve("prices.jsonl").toString();
        run("solve", problem, "--out", answer, "--prices", prices, "--seconds", "5");

        assertThat(run("check", problem, answer, "--prices", prices))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("feasible: 1 of 1 bundles served, every rule kept")
                .contains("bound 4, proven by flow, which come to 4");
        assertThat(run("check", problem, answer)).isZero();
        assertThat(out.toString()).contains("bound 4, not proven here: --prices is missing");
    }

    @Test
    void whatEachPairingIsPaidIsWrittenBesideTheAnswer(@TempDir Path folder) throws IOException {
        Path worths = folder.resolve("worths.jsonl");

        int code = run("solve", problem(folder, "[[0,7,3,5,2]]").toString(), "--worths", worths.toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("worths in " + worths);
        assertThat(worths).content().contains("dcrbs-worths/1").contains("\"surplus\":4,\"reserve\":3,\"worth\":");
    }

    @Test
    void aSwapMarketHasNothingToBePaid(@TempDir Path folder) throws IOException {
        Path problem = problem(folder, "[]");
        Files.writeString(
                problem,
                Files.readString(problem)
                        .replace("\"slots\":2", "\"slots\":2,\"maxCycle\":3")
                        .replace("[4]", "[1]"));
        Path worths = folder.resolve("worths.jsonl");

        assertThat(run("solve", problem.toString(), "--worths", worths.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--worths: in a swap market nobody pays");
        assertThat(worths).doesNotExist();
    }

    @Test
    void anAnswerThatSaysTooMuchIsWrong(@TempDir Path folder) throws IOException {
        String problem = problem(folder, "[[0,7,3,5,2]]").toString();
        Path answer = folder.resolve("answer.json");
        run("solve", problem, "--out", answer.toString(), "--seconds", "5");
        Files.writeString(answer, Files.readString(answer).replace("\"objective\":4", "\"objective\":3"));

        assertThat(run("check", problem, answer.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("wrong: the objective is said to be 3, it is 4");
    }

    @Test
    void pricesThatCannotBeReadAreBadInput(@TempDir Path folder) throws IOException {
        String problem = problem(folder, "[[0,7,3,5,2]]").toString();
        String answer = folder.resolve("answer.json").toString();
        run("solve", problem, "--out", answer, "--seconds", "5");
        Path prices = Files.writeString(folder.resolve("prices.jsonl"), "{}");

        assertThat(run("check", problem, answer, "--prices", prices.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("prices.jsonl, line 1, format").hasLineCount(1);
    }

    @Test
    void aWrongProblemIsBadInputToldWithItsLine(@TempDir Path folder) throws IOException {
        Path problem = problem(folder, "[[9,7,3,5,2]]");

        assertThat(run("solve", problem.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("problem.jsonl, line 5")
                .doesNotContain("Exception")
                .hasLineCount(1);
    }

    @Test
    void aMissingProblemIsBadInput(@TempDir Path folder) {
        assertThat(run("solve", folder.resolve("none.jsonl").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none.jsonl").hasLineCount(1);
    }

    @Test
    void anImpossibleLimitIsAUsageError(@TempDir Path folder) throws IOException {
        assertThat(run("solve", problem(folder, "[]").toString(), "--seconds", "0"))
                .isEqualTo(2);
    }

    @Test
    void aRoundWithoutACoordinatorSaysSo() {
        assertThat(run("round", "--server", "http://127.0.0.1:9/", "--token", "x"))
                .isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("dcrbs round: no coordinator answers at http://127.0.0.1:9/; is it running?\n");
    }

    @Test
    void aRoundIsRunOnAMarketThatTheCommandBrings(@TempDir Path folder) throws IOException {
        Path market = Files.writeString(folder.resolve("m.jsonl"), """
                {"format":"dcrbs-market/1","name":"two"}
                {"party":{"id":"lab","creditLimit":"5"}}
                {"party":{"id":"studio","creditLimit":"5"}}
                {"offer":{"id":"lab.disk","party":"lab","spec":{"category":"STORAGE","megaBytes":500},"window":{"from":"now-1h","until":"now+1h"}}}
                {"demand":{"id":"studio.room","party":"studio","requirements":[{"name":"room","least":{"category":"STORAGE","megaBytes":100},"window":{"from":"now","until":"now+10m"},"bid":"1"}]}}
                {"demand":{"id":"studio.ram","party":"studio","requirements":[{"name":"ram","least":{"category":"MEMORY","megaBytes":100},"window":{"from":"now","until":"now+10m"},"bid":"1"}]}}
                """);
        try (TestServer server = new TestServer(folder.resolve("data"))) {
            int code = run(
                    "round",
                    "--server",
                    server.running().url(),
                    "--token",
                    server.token(),
                    "--market",
                    market.toString(),
                    "--seconds",
                    "2",
                    "--out",
                    folder.resolve("account").toString());

            assertThat(code).as(err.toString()).isZero();
            assertThat(out.toString())
                    .contains("two: 2 parties, 1 offers, 2 demands")
                    .contains("1 of 2 demands served")
                    .contains("studio.ram of studio")
                    .contains("100 MB of storage");
            assertThat(folder.resolve("account/round.html")).content().contains("<svg");
            assertThat(folder.resolve("account/round.json")).content().contains("\"leftOut\"");
        }
    }

    @Test
    void aRoundWithAStrangersTokenIsRefused(@TempDir Path data) {
        try (TestServer server = new TestServer(data)) {
            assertThat(run("round", "--server", server.running().url(), "--token", "stranger"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("that is not the operator's token");
        }
    }

    @Test
    void theBenchComparesTheSolverWithGreedyAndTheBound() {
        assertThat(run("bench", "sizes", "--lines", "20", "--seconds", "1")).isZero();
        assertThat(out.toString()).contains("greedy").hasLineCount(2);
    }

    private static Path problem(Path folder, String candidates) throws IOException {
        return Files.writeString(folder.resolve("problem.jsonl"), """
                {"format":"dcrbs-pairing/1","name":"tiny","slots":2}
                {"party":"a"}
                {"party":"b"}
                {"offer":"o","party":"a","from":0,"until":2,"pools":[4]}
                {"bundle":"d","party":"b","lines":[{"line":"l","from":0,"until":1,"candidates":%s}]}
                """.formatted(candidates));
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
