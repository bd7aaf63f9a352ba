package org.dcrbs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.TestServer;
import org.dcrbs.server.reputation.Outcome;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.reputation.Reputations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reputations from the command line and over HTTP. */
class ReputationCommandTest {
    @TempDir
    private static Path data;

    private static TestServer server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(data);
        server.send(server.withToken("/api/v1/listings")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString("{\"format\":\"dcrbs-market/1\"}\n{\"party\":{\"id\":\"ann\"}}\n")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void reputationsAreListedAndEachShownWithItsOutcomes() {
        assertThat(reputation()).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("Nothing is known of any party yet.\n");

        Reputations reputations = server.running().bean(Reputations.class);
        PartyId ann = new PartyId("ann");
        Clock clock = Clock.systemUTC();
        reputations.note(Outcome.of("leg-1", ann, Kind.RESULT_VERIFIED, 4, clock.instant(), "leg-1: 4 units agreed"));
        reputations.note(Outcome.of("leg-2", ann, Kind.LEASE_BROKEN, 1, clock.instant(), "leg-2: nothing was there"));

        assertThat(reputation()).as(err.toString()).isZero();
        assertThat(out.toString()).contains("ann", "warned", "714");
        assertThat(reputation("ann")).as(err.toString()).isZero();
        assertThat(out.toString())
                .containsSubsequence(
                        "lease broken  leg-2: nothing was there", "result verified  leg-1: 4 units agreed");
    }

    @Test
    void aPartyThatIsNotKnownOrCannotBeIsRefusedInWords() {
        assertThat(reputation("nobody")).isEqualTo(1);
        assertThat(err.toString()).contains("no party nobody");
        assertThat(reputation("a b")).isEqualTo(2);
        assertThat(err.toString()).contains("party id \"a b\": want 1 to 64 letters");
    }

    private int reputation(String... party) {
        String[] common = {"reputation", "--server", server.running().url(), "--token", server.token()};
        String[] all = Arrays.copyOf(common, common.length + party.length);
        System.arraycopy(party, 0, all, common.length, party.length);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
