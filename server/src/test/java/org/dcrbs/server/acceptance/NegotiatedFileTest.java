package org.dcrbs.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.PeerMain;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A file whose worth a person negotiates, from the round to settled; the server is killed in the middle of it. The file goes
 * from the studio's door straight to its taker.
 */
class NegotiatedFileTest {
    private static final String NEGOTIATION = "negotiations/r-0001:1:1";

    @TempDir
    private Path folder;

    private int port;
    private int linkPort;

    @Test
    void aNegotiationOutlivesItsServerAndWhatIsAgreedOnIsDeliveredAndPaid() throws Exception {
        port = freePort();
        linkPort = freePort();
        Path policies = folder.resolve("policies");
        PolicySet.copyShipped(policies);
        Files.writeString(policies.resolve("persons.drl"), """
                package policies
                import org.dcrbs.rules.facts.ProposedDeal
                rule "Files: a person for the taker"
                when $deal : ProposedDeal(category == "FILE")
                then $deal.personForTaker(); $deal.answerWithinHours(1); end
                """);
        try (Children children = new Children()) {
            Child server = start(children, policies);
            Coordinator coordinator = new Coordinator("http://127.0.0.1:" + port + "/", token(server));
            join(children, coordinator);
            coordinator.post("listings", "application/x-ndjson", demand().getBytes(StandardCharsets.UTF_8));
            coordinator.post("rounds", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
            coordinator.await("negotiations", open -> open.size() == 1);
            move(coordinator, "{\"move\":\"OFFER\",\"amount\":\"1.5\",\"by\":\"Olga\"}");
            JsonNode before = coordinator.get(NEGOTIATION);
            assertThat(before.path("moves")).hasSize(3);

            server.kill();
            server = start(children, policies);
            server.line(line -> line.startsWith("The coordinator is at"));

            assertThat(coordinator.get(NEGOTIATION)).isEqualTo(before);
            assertThat(coordinator.get("contracts")).isEmpty();
            String ask = before.path("ask").asString();
            move(coordinator, "{\"move\":\"ACCEPT\",\"amount\":\"" + ask + "\",\"by\":\"Olga\"}");
            coordinator.await(
                    "rounds/r-0001",
                    view -> view.path("round").path("stage").asString().equals("CLOSED"));
            assertSettledAt(coordinator, ask);
            assertThat(folder.resolve("coordinator/inbox/room-climate-simulated.csv"))
                    .hasSameBinaryContentAs(Samples.folder().resolve("files/room-climate-simulated.csv"));
            assertThat(folder.resolve("data/blobs").resolve(sha256())).doesNotExist();
        }
    }

    private static String sha256() throws Exception {
        byte[] file = Files.readAllBytes(Samples.folder().resolve("files/room-climate-simulated.csv"));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    }

    private static void assertSettledAt(Coordinator coordinator, String worth) throws Exception {
        JsonNode contracts = coordinator.get("contracts");
        assertThat(contracts).hasSize(1);
        assertThat(contracts.get(0).path("state").asString()).isEqualTo("Settled");
        JsonNode pairing = contracts.get(0).at("/terms/legs/0/pairing");
        assertThat(pairing.path("worth").asString()).isEqualTo(worth);
        assertThat(pairing.at("/least/category").asString()).isEqualTo("FILE");
        Credits sum = Credits.ZERO;
        JsonNode balances = coordinator.get("balances");
        for (JsonNode balance : balances) {
            sum = sum.plus(Credits.parse(balance.asString()));
        }
        assertThat(sum).isEqualTo(Credits.ZERO);
        // The coordinator takes no commission of itself.
        assertThat(balances.path("party:studio").asString()).isEqualTo(worth);
    }

    /** The coordinator's node and the studio's, which offers files. */
    private void join(Children children, Coordinator coordinator) throws Exception {
        coordinator.post(
                "listings",
                "application/x-ndjson",
                "{\"format\":\"dcrbs-market/1\"}\n{\"party\":{\"id\":\"studio\"}}\n".getBytes(StandardCharsets.UTF_8));
        for (String party : List.of("coordinator", "studio")) {
            children.start(
                    folder,
                    PeerMain.class,
                    "run",
                    "--coordinator",
                    "127.0.0.1:" + linkPort,
                    "--home",
                    folder.resolve(party).toString(),
                    "--share",
                    Samples.folder().resolve("peers/" + party + ".json").toString(),
                    "--token",
                    coordinator.invite(party));
        }
        coordinator.await("listings", listings -> listings.toString().contains("studio.file-climate"));
        coordinator.await("peers", peers -> peers.size() == 2);
    }

    private Child start(Children children, Path policies) throws IOException {
        return children.start(
                folder,
                Main.class,
                "server",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                String.valueOf(port),
                "--link-port",
                String.valueOf(linkPort),
                "--dcrbs.policies=" + policies);
    }

    private static void move(Coordinator coordinator, String move) throws Exception {
        coordinator.post(NEGOTIATION + "/moves", "application/json", move.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(Child server) throws Exception {
        String said = server.line(line -> line.startsWith("The operator's token"));
        server.line(line -> line.startsWith("The coordinator is at"));
        return said.substring(said.lastIndexOf(' ') + 1);
    }

    private static String demand() {
        return """
                {"format":"dcrbs-market/1"}
                {"demand":{"id":"d1","party":"coordinator","inReturn":{"kind":"IN_MONEY"},"requirements":[{"name":"climate","least":{"category":"FILE","function":"measurements"},"window":{"from":"now","until":"now+2h"},"bid":4}]}}
                """;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
