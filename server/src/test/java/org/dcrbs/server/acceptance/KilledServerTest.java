package org.dcrbs.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KilledServerTest {
    private static final String AGREED = "Agreed";
    private static final List<String> PARTIES = List.of("coordinator", "lab");

    /** Each is reached after the one before, by the round or by its contract. */
    private static final List<String> MOMENTS = List.of(
            "COLLECT",
            "VALUATE",
            "SEARCH",
            "SOLVE",
            "PRICE",
            "NEGOTIATE",
            "CONTRACT",
            AGREED,
            "Active",
            "Delivered",
            "Settled",
            "CLOSED");

    /** 128 and the number of SIGKILL. */
    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    @Test
    void aServerKilledAtEachStageGoesOnWithNothingLostAndNothingPostedTwice() throws Exception {
        try (Cooperative all = Cooperative.in(folder)) {
            Coordinator coordinator = all.coordinator();
            coordinator.load("{\"party\":{\"id\":\"lab\",\"creditLimit\":5}}\n");
            List<Child> nodes = new ArrayList<>();
            for (String party : PARTIES) {
                nodes.add(all.join(party, coordinator));
            }
            coordinator.await("listings", listings -> listings.size() >= 6);
            byte[] module = Files.readAllBytes(Samples.folder().resolve("work/primes.wasm"));
            String sha256 = coordinator
                    .post("blobs", "application/octet-stream", module)
                    .path("sha256")
                    .asString();
            coordinator.load(demand(sha256));
            all.server().kill();
            // Until there is a contract they have nothing to do, and would only dial less and less often.
            for (Child node : nodes) {
                node.stop();
            }

            boolean opened = false;
            for (String moment : MOMENTS) {
                all.restartServer("--dcrbs.test.kill-at=" + moment);
                if (!opened) {
                    all.awaitServer();
                    coordinator.openRound();
                    opened = true;
                }
                if (moment.equals(AGREED)) {
                    for (String party : PARTIES) {
                        all.restartNode(party);
                    }
                }
                assertKilled(moment, all);
            }

            all.restartServer();
            all.awaitServer();
            JsonNode rounds = coordinator.await(
                    "rounds",
                    every -> every.get(0).path("round").path("stage").asString().equals("CLOSED"));
            assertThat(rounds).hasSize(1);
            assertEverythingOnce(coordinator);
        }
    }

    private static void assertKilled(String moment, Cooperative all) throws Exception {
        try {
            assertThat(all.server().exit()).isEqualTo(KILLED);
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

    private static String demand(String module) {
        List<String> inputs = new ArrayList<>();
        for (int unit = 0; unit < 8; unit++) {
            // from: u64, count: u32, little-endian.
            inputs.add(String.format(Locale.ROOT, "\"%02x00010000000000e8030000\"", unit));
        }
        return """
                {"demand":{"id":"d1","party":"coordinator","requirements":[{"name":"primes","least":{"category":"COMPUTING_POWER","milliProcessors":100},"window":{"from":"now","until":"now+2h"},"bid":1,"job":{"kind":"COMPUTE","moduleSha256":"%s","inputs":[%s]}}]}}
                """.formatted(module, String.join(",", inputs));
    }
}
