package org.dcrbs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark, and the roads of problems into the solver, as a user has them. */
class BenchCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void theBenchRunsACaseTellsItsProgressAndWritesItsFiles() {
        String to = folder.resolve("bench").toString();
        String tiny = "0.003";
        int code = run(
                "bench", "solver", "--case", "flow,gap", "--size-scale", tiny, "--seconds-scale", tiny, "--out", to);

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("transport, 12")
                .contains("this solver")
                .contains("skipped: gap: needs --data");
        assertThat(err.toString()).contains("flow 1/2, transport, 12").contains("CP-SAT alone");
        assertThat(folder.resolve("bench/solver-bench.md"))
                .content()
                .contains("## flow")
                .contains("## gap");
        assertThat(folder.resolve("bench/solver-bench.jsonl")).exists();
    }

    @Test
    void anUnknownCaseIsBadInputAndRunsNothing() {
        assertThat(run("bench", "solver", "--case", "flow,nonsense")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("dcrbs bench solver: there is no case 'nonsense'; there are assignment, flow")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aDataFolderThatIsNotThereIsBadInput() {
        String none = folder.resolve("none").toString();

        assertThat(run("bench", "solver", "--case", "gap", "--data", none)).isEqualTo(2);
        assertThat(err.toString()).contains("there is no folder " + none);
    }

    @Test
    void benchAloneAsksWhich() {
        assertThat(run("bench")).isEqualTo(2);
        assertThat(err.toString()).contains("solver, sizes, market, listings, policies or peers");
    }

    @Test
    void aMadeUpMarketIsWrittenAndSolved() {
        String market = folder.resolve("market.jsonl.gz").toString();

        assertThat(run("bench", "market", "40", "7", market, "--money", "tight"))
                .isZero();
        assertThat(run("solve", market, "--seconds", "5")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("standard-40-tight-seed7: 10 parties, 40 offers");
    }

    @Test
    void madeUpListingsAreTheSameForTheSameSeed() throws IOException {
        Path first = folder.resolve("first.jsonl");
        Path again = folder.resolve("again.jsonl");

        assertThat(run("bench", "listings", "60", "7", first.toString())).isZero();
        assertThat(run("bench", "listings", "60", "7", again.toString())).isZero();

        assertThat(out.toString()).contains("made-up-60-seed7: 5 parties, 60 listings in " + first);
        assertThat(again).hasSameTextualContentAs(first);
        assertThat(new MarketFile(new MarketJson(), Instant.EPOCH).read(first).listings())
                .hasSize(60);
    }

    @ParameterizedTest
    @CsvSource({"listings,1,1", "policies,--rules,3", "policies,--swaps,0", "policies,--listings,-1"})
    void sizesThatCanNotBeAreBadInput(String bench, String first, String second) {
        String[] arguments = bench.equals("listings")
                ? new String[] {
                    "bench", bench, first, second, folder.resolve("x.jsonl").toString()
                }
                : new String[] {"bench", bench, first, second};

        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).contains("; want ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aMarketOfNoLinesIsRefusedAndNothingWritten() {
        Path market = folder.resolve("market.jsonl");

        assertThat(run("bench", "market", "0", "1", market.toString())).isEqualTo(2);
        assertThat(market).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "assignment|2 4 1 2 5||objective -3",
                "gap-cost|2 2 4 1 2 5 1 1 1 1 1 1||objective -3",
                "gap-profit|2 2 4 1 2 5 1 1 1 1 1 1||objective 9",
                "kidney-edges|2 2 0 1 1 1 0 1 -1 -1 -1|2|objective 2",
            })
    void anInstanceOfAnotherFieldIsImportedAndSolved(String format, String text, String cycle, String told)
            throws IOException {
        Path problem = folder.resolve("problem.jsonl");

        assertThat(importing(format, text, cycle, problem)).as(err.toString()).isZero();
        assertThat(run("solve", problem.toString(), "--seconds", "5")).isZero();
        assertThat(out.toString()).contains(told);
    }

    @Test
    void graphsInLinesAreImported() throws IOException {
        Path problem = folder.resolve("problem.jsonl");

        assertThat(importing("kidney-wmd", "# NUMBER ALTERNATIVES: 2\n1,2,1.0\n2,1,1.0\n", "2", problem))
                .isZero();
        assertThat(importing("barter-matrix", "2\n1\n0 1\n1 0\n", "3", problem)).isZero();
        assertThat(problem).content().contains("\"maxCycle\":3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "assignment|2 4 1 2||instance.txt, line 1: cost is missing",
                "assignment|2 4 1 2 x||instance.txt, line 1: cost 'x' is not a whole number",
                "assignment|2 4 1 2 NaN||cost 'NaN' is not a whole number",
                "assignment|1 9223372036854775808||is not a whole number",
                "assignment|1 9223372036854775807||2^59",
                "assignment|100000||more than 20000000 cells",
                "gap-cost|1 1 5 -1 1||use -1 is not within",
                "assignment|1 1|3|--max-cycle is for swap markets",
                "kidney-edges|2 1 0 0 1 -1 -1 -1|2|is a loop",
                "kidney-edges|2 0 -1 -1 -1||--max-cycle wants 2 or more",
                "kidney-edges|2 0 -1 -1 -1|1|--max-cycle wants 2 or more",
                "kidney-wmd|# NUMBER ALTERNATIVES: -5|2|number of alternatives -5 is not within",
                "xml|1 1||there is no format 'xml'"
            })
    void aMalformedInstanceIsRefusedAndNothingWritten(String format, String text, String cycle, String why)
            throws IOException {
        Path problem = folder.resolve("problem.jsonl");

        assertThat(importing(format, text, cycle, problem)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("dcrbs import-problem: ")
                .contains(why)
                .hasLineCount(1);
        assertThat(problem).doesNotExist();
    }

    private int importing(String format, String text, String cycle, Path problem) throws IOException {
        Path file = Files.writeString(folder.resolve("instance.txt"), text);
        return cycle == null
                ? run("import-problem", "--format", format, file.toString(), "--out", problem.toString())
                : run(
                        "import-problem",
                        "--format",
                        format,
                        "--max-cycle",
                        cycle,
                        file.toString(),
                        "--out",
                        problem.toString());
    }
}
