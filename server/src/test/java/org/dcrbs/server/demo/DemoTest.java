package org.dcrbs.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo from end to end, with real nodes in processes of their own. */
class DemoTest {
    @Test
    void somethingOfEachCategoryIsTradedSettledAndToldAndNoNodeIsLeftBehind(@TempDir Path folder) throws Exception {
        Installation installation = new Installation(Path.of(".."));
        assumeThat(installation.folder().resolve("peer-node/target/dcrbs-peer.jar"))
                .as("the node's jar, which mvn package makes")
                .exists();
        StringWriter out = new StringWriter();

        try (Demo demo =
                Demo.start(new DemoPlan(installation, folder.resolve("demo"), true, 0, false), new PrintWriter(out))) {
            assertThat(demo.trade()).as(out.toString()).isTrue();
        }

        assertThat(out.toString())
                .contains("lab has enrolled")
                .contains("keeps private 50% of its processors")
                .contains("checked on the node of")
                .contains("All accounts together: 0.000")
                .contains("7 of 7 demands served")
                .containsPattern("I +computing power .*4 work units .*the same bit for bit")
                .containsPattern("peer memory list .*\\s+greeting\\s")
                .containsPattern("tile-colours.csv, piece 0 at [a-z]+ .* is there")
                .containsPattern("II +memory .*used, and looked after, by studio")
                .containsPattern("III +storage .*used, and looked after, by")
                .containsPattern("III +storage .*challenges answered")
                .containsPattern("IV +peripheral .*printed")
                .containsPattern("V +file .*944 bytes")
                .containsPattern("VI +internet access .*kept to its end.*probes of a secret megabyte came through")
                .containsPattern("VII +money .*booked");
        assertThat(folder.resolve("demo/round.html")).content().contains("<svg");
        assertThat(folder.resolve("demo/round.json")).content().contains("\"surplus\"");
        assertThat(Files.readString(folder.resolve("demo/samples/peers/lab.json")))
                .contains("private");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }
}
