package org.dcrbs.server.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private Path mapping;
    private Path out;

    @BeforeEach
    void aMapping() throws IOException {
        out = folder.resolve("market.jsonl.gz");
        mapping = Files.writeString(folder.resolve("map.json"), """
                {"format": "dcrbs-mapping/1", "name": "ours", "always": {"parties": [{"id": "hub", "role": "COORDINATOR"}]},
                 "inputs": {"hosts": {"parties": [{"id": "{host}"}], "offers": [
                  {"id": "{host}.m", "party": "{host}", "spec": {"category": "MEMORY", "megaBytes": "=mb"},
                   "window": {"from": "now", "until": "now+1h"}}]}}}
                """);
    }

    private int run(String rows, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts.csv"), rows);
        CommandLine line = new CommandLine(new ImportCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said));
        String[] fixed = {"--mapping", mapping.toString(), "--input", "hosts=" + file, "--out", out.toString()};
        String[] all = new String[fixed.length + more.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return line.execute(all);
    }

    @Test
    void itWritesTheMarketAndSaysWhatIsInIt() throws IOException {
        assertThat(run("host,mb\na,1\nb,2\n", "--now", "2026-01-01T00:00:00Z")).isZero();

        assertThat(said.toString())
                .contains("hosts: 2 rows")
                .contains("3 parties, 2 offers, 0 demands")
                .doesNotContain("skipped");
        assertThat(new MarketFile(new MarketJson(), Instant.EPOCH).read(out).name())
                .isEqualTo("ours");
    }

    @Test
    void aBadRowIsRefusedAndNothingIsWritten() throws IOException {
        assertThat(run("host,mb\na,x\n")).isEqualTo(2);

        assertThat(said.toString()).startsWith("hosts.csv, line 2: offers[0]: column mb: \"x\" is not");
        assertThat(out).doesNotExist();
    }

    @Test
    void badRowsAreToldWhenTheyAreSkipped() throws IOException {
        assertThat(run("host,mb\na,x\nb,1\nc,1\n", "--skip-bad", "--most", "2")).isZero();

        assertThat(said.toString())
                .contains("2 parties, 1 offers")
                .contains("skipped: 1 rows")
                .contains("  hosts.csv, line 2: ");
    }

    @Test
    void aWrongCommandLineIsRefused() throws IOException {
        assertThat(run("host,mb\n", "--most", "0")).isEqualTo(2);
        assertThat(run("host,mb\n", "--now", "soon")).isEqualTo(2);
        assertThat(run("host,mb\n", "--nonsense")).isEqualTo(2);
    }
}
