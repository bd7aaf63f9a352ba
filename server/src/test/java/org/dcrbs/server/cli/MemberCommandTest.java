package org.dcrbs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What kind of member a party is, from the command line. */
class MemberCommandTest {
    @TempDir
    private static Path data;

    private static TestServer server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(data.resolve("data"));
        assertThat(server.send(server.withToken("/api/v1/listings")
                                .header("Content-Type", "application/x-ndjson")
                                .POST(BodyPublishers.ofString("""
                                        {"format":"dcrbs-market/1"}
                                        {"party":{"id":"ann","creditLimit":7,"membership":"guest"}}
                                        {"party":{"id":"bob"}}
                                        """)))
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPartyIsWhatItsLineSaidUntilTheOperatorSaysOtherwise() {
        assertThat(member()).as(err.toString()).isZero();
        assertThat(out.toString()).containsPattern("ann +ann +guest").containsPattern("bob +bob +ordinary");

        assertThat(member("ann", "founder")).as(err.toString()).isZero();
        out.getBuffer().setLength(0);
        assertThat(member()).isZero();
        assertThat(out.toString()).containsPattern("ann +ann +founder").containsPattern("bob +bob +ordinary");
    }

    @Test
    void whatIsNoWordAndWhoIsNoPartyIsRefused() {
        assertThat(member("bob", "The Founder")).isEqualTo(2);
        assertThat(err.toString()).contains("party bob: membership \"The Founder\": want small letters");
        assertThat(member("zoe", "founder")).isEqualTo(1);
        assertThat(err.toString()).contains("no party zoe");
        assertThat(member("bob")).isEqualTo(2);
        assertThat(err.toString()).contains("what kind of member is bob to be?");

        assertThat(member()).isZero();
        assertThat(out.toString()).containsPattern("bob +bob +ordinary");
    }

    private int member(String... arguments) {
        List<String> all = new ArrayList<>(List.of("member"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--server", server.running().url(), "--token", server.token()));
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(all.toArray(String[]::new));
    }
}
