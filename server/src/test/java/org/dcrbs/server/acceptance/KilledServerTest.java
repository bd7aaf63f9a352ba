package org.dcrbs.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dcrbs.peer.PeerMain;
import org.dcrbs.server.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KilledServerTest {
    /** Each is reached after the one before, by the round or by its contract. */
    private static final List<String> MOMENTS = List.of(
            "COLLECT",
            "VALUATE",
            "SEARCH",
            "SOLVE",
            "PRICE",
            "NEGOTIATE",
            "CONTRACT",
            "Agreed",
            "Active",
            "Delivered",
            "Settled",
            "CLOSED");

    /** 128 and the number of SIGKILL. */
    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    private int port;
    private int linkPort;

    @Test
    void aServerKilledAtEachStageGoesOnWithNothingLostAndNothingPostedTwice() throws Exception {
        port = freePort();
        linkPort = freePort();
        try (Children children = new Children()) {
            Child server = start(children, "none");
            Coordinator coordinator = new Coordinator("http://127.0.0.1:" + port + "/", token(server));
            coordinator.post(
                    "listings",
                    "application/x-ndjson",
                    "{\"format\":\"dcrbs-market/1\"}\n{\"party\":{\"id\":\"lab\",\"creditLimit\":5}}\n"
                            .getBytes(StandardCharsets.UTF_8));
            for (String party : List.of("coordinator", "lab")) {
                Path home = Files.createDirectories(folder.resolve(party));
                // Else the nodes wait until nobody else needs the processors.
                Files.writeString(home.resolve("share.json"), "{\"whenBusy\": true}");
                children.start(
                        folder,
                        PeerMain.class,
                        "run",
                        "--coordinator",
                        "127.0.0.1:" + linkPort,
                        "--home",
                        home.toString(),
                        "--token",
                        coordinator.invite(party));
            }
            coordinator.await("listings", listings -> listings.size() >= 6);
            byte[] module = Files.readAllBytes(Samples.folder().resolve("work/primes.wasm"));
            String sha256 = coordinator
                    .post("blobs", "application/octet-stream", module)
                    .path("sha256")
                    .asString();
            coordinator.post("listings", "application/x-ndjson", demand(sha256).getBytes(StandardCharsets.UTF_8));
            server.kill();

            boolean opened = false;
            for (String moment : MOMENTS) {
                server = start(children, moment);
                if (!opened) {
                    server.line(line -> line.startsWith("The coordinator is at"));
                    coordinator.post("rounds", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
                    opened = true;
                }
                assertKilled(server, moment, children);
            }

            server = start(children, "none");
            server.line(line -> line.startsWith("The coordinator is at"));
            JsonNode rounds = coordinator.await(
                    "rounds",
                    all -> all.get(0).path("round").path("stage").asString().equals("CLOSED"));
            assertThat(rounds).hasSize(1);
            assertEverythingOnce(coordinator);
        }
    }

    private static void assertKilled(Child server, String moment, Children all) throws Exception {
        try {
            assertThat(server.exit()).isEqualTo(KILLED);
        } catch (AssertionError e) {
            throw new AssertionError("not killed at " + moment + "; what all said last:\n" + all.lastWords(), e);
        }
    }

    private static void assertEverythingOnce(Coordinator coordinator) throws Exception {
        JsonNode contracts = coordinator.get("contracts");
        assertThat(contracts).hasSize(1);
        assertThat(contracts.get(0).path("state").asString()).isEqualTo("Settled");
        JsonNode transfers = coordinator.get("transfers");
        Set<String> ids = new HashSet<>();
        transfers.forEach(transfer -> ids.add(transfer.path("id").asString()));
        assertThat(ids).containsExactlyInAnyOrder("r-0001.coordinator+lab.escrow", "r-0001.coordinator+lab.settled");
        assertThat(transfers).hasSize(2);
        JsonNode balances = coordinator.get("balances");
        assertThat(balances.path("escrow:r-0001.coordinator+lab").asString()).isEqualTo("0");
        assertThat(balances.path("party:lab").asString())
                .isNotEqualTo("0")
                .isEqualTo(balances.path("party:coordinator").asString().substring(1));
    }

    private Child start(Children children, String killAt) throws IOException {
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
                "--dcrbs.test.kill-at=" + killAt);
    }

    private static String token(Child server) throws Exception {
        String said = server.line(line -> line.startsWith("The operator's token"));
        server.line(line -> line.startsWith("The coordinator is at"));
        return said.substring(said.lastIndexOf(' ') + 1);
    }

    private static String demand(String module) {
        List<String> inputs = new ArrayList<>();
        for (int unit = 0; unit < 8; unit++) {
            // from: u64, count: u32, little-endian.
            inputs.add(String.format(Locale.ROOT, "\"%02x00010000000000e8030000\"", unit));
        }
        return """
                {"format":"dcrbs-market/1"}
                {"demand":{"id":"d1","party":"coordinator","requirements":[{"name":"primes","least":{"category":"COMPUTING_POWER","milliProcessors":100},"window":{"from":"now","until":"now+2h"},"bid":1,"job":{"kind":"COMPUTE","moduleSha256":"%s","inputs":[%s]}}]}}
                """.formatted(module, String.join(",", inputs));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
