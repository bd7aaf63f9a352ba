package org.dcrbs.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.direct.DirectNode;
import org.dcrbs.peer.direct.Serving;
import org.dcrbs.server.RunningServer;
import org.dcrbs.server.ServerSettings;
import org.dcrbs.server.gateway.Gateway;
import org.dcrbs.server.security.OperatorToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two members trade without the coordinator and tell it afterwards, each by its own commands. */
@Timeout(300)
class DirectReportTest {
    private static final Pattern SETTLED = Pattern.compile("deal ([0-9a-f]{32}) is settled");

    @TempDir
    private Path folder;

    @Test
    void whatWasTradedIsReportedOnceByEachSideAndMovesNothing() throws Exception {
        int port;
        String first;
        String second;
        try (RunningServer server = server(0)) {
            port = server.bean(Gateway.class).address().getPort();
            Coordinator coordinator = new Coordinator(
                    server.url(), server.bean(OperatorToken.class).issueFirst().orElseThrow());
            coordinator.load("""
                    {"party":{"id":"school"}}
                    {"party":{"id":"studio"}}
                    """);
            JsonNode balances = coordinator.get("balances");

            try (Serving studio = studioThatOffersAMap()) {
                meet(studio.address().getPort());
                first = buyTheMap();
                second = buyTheMap();
            }
            assertThat(peer(2, "school", "direct", "report")).contains("There is no enrolled node in");
            enrol("school", port, coordinator);
            enrol("studio", port, coordinator);
            assertThat(peer(2, "school", "direct", "report", "0".repeat(32))).contains("there is no deal 000");
            assertThat(peer(2, "school", "direct", "report", "map")).contains("deal \"map\": want 32 hexadecimal");
            assertThat(coordinator.get("direct-trades")).isEmpty();

            assertThat(peer(0, "school", "direct", "report", first)).contains("deal " + first + " is reported");
            JsonNode told = coordinator.get("direct-trades").get(0);
            assertThat(told.path("deal").asString()).isEqualTo(first);
            assertThat(told.at("/dialler/report/party").asString()).isEqualTo("school");
            assertThat(told.at("/listener/report").isNull()).isTrue();
            assertThat(told.at("/legs/0/category").asString()).isEqualTo("FILE");

            assertThat(peer(0, "studio", "direct", "report", first)).contains("is reported");
            assertThat(coordinator.get("direct-trades")).hasSize(1);
            JsonNode kept = coordinator.get("direct-trades/" + told.path("id").asString());
            assertThat(kept.at("/listener/report/party").asString()).isEqualTo("studio");
            assertThat(kept.at("/contract/document").asString()).contains(first);

            assertThat(peer(0, "school", "direct", "report", first))
                    .contains("deal " + first + " was reported before", "nothing to report");
            assertThat(coordinator.get("balances")).isEqualTo(balances);
        }

        assertThat(peer(1, "school", "direct", "report")).contains("not connected to");

        try (RunningServer server = server(port)) {
            assertThat(server.bean(Gateway.class).address().getPort()).isEqualTo(port);
            assertThat(peer(0, "school", "direct", "report"))
                    .contains("deal " + second + " is reported")
                    .doesNotContain(first);
        }
        // By now there is nobody to ask, and nothing to ask.
        assertThat(peer(0, "school", "direct", "report"))
                .isEqualTo("nothing to report: 2 settled deals, all reported before");
    }

    private RunningServer server(int linkPort) {
        return RunningServer.start(new ServerSettings(
                folder.resolve("data"), "127.0.0.1", 0, ServerSettings.Link.local(linkPort), false, List.of()));
    }

    private Serving studioThatOffersAMap() throws Exception {
        Path studio = Files.createDirectories(folder.resolve("studio"));
        Files.writeString(studio.resolve("map.svg"), "<svg/>");
        Files.writeString(
                studio.resolve("direct-offers.json"),
                "{\"offers\":[{\"id\":\"map\",\"path\":\"map.svg\",\"copies\":2,\"spec\":{\"category\":\"FILE\"}}]}");
        return DirectNode.open(new Home(studio), Clock.systemUTC())
                .serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private void meet(int port) {
        String school = peer(0, "school", "direct", "key");
        String studio = peer(0, "studio", "direct", "key");
        peer(0, "studio", "direct", "know", "school", "-", school, "--limit", "9");
        peer(0, "school", "direct", "know", "studio", "127.0.0.1:" + port, studio);
    }

    private String buyTheMap() {
        Matcher settled = SETTLED.matcher(peer(0, "school", "direct", "buy", "studio", "map", "--pay", "2"));
        assertThat(settled.find()).isTrue();
        return settled.group(1);
    }

    private void enrol(String party, int port, Coordinator coordinator) throws Exception {
        peer(0, party, "enrol", "--coordinator", "127.0.0.1:" + port, "--token", coordinator.invite(party));
    }

    /** What the command said, after it ended with that exit code. */
    private String peer(int exitCode, String party, String... arguments) {
        MemberCommands.Said said = new MemberCommands(folder).run(party, arguments);
        assertThat(said.exitCode()).as(said.text()).isEqualTo(exitCode);
        return said.text().strip();
    }
}
