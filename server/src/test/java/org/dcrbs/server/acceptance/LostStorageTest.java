package org.dcrbs.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real node leases its disk and loses what lies there: the lease is broken, not paid, and held against its party. */
class LostStorageTest {
    private static final String DEMAND = """
            {"demand":{"id":"d1","party":"coordinator","inReturn":{"kind":"IN_MONEY"},"requirements":[{"name":"disk","least":{"category":"STORAGE","megaBytes":3},"window":{"from":"now","until":"now+60s"},"bid":4}]}}
            """;

    @TempDir
    private Path folder;

    @Test
    void whatWasLostIsMissedByAChallengeOrAtTheEnd() throws Exception {
        try (Cooperative all = Cooperative.in(folder)) {
            Coordinator coordinator = all.coordinator();
            coordinator.load("{\"party\":{\"id\":\"lab\"}}\n");
            all.join("lab", coordinator);
            coordinator.awaitListing("lab.disk");
            coordinator.load(DEMAND);
            coordinator.openRound();

            Path file = leased(all.home("lab").resolve("leases/storage"));
            byte[] lost = Files.readAllBytes(file);
            for (int at = 0; at < lost.length; at += 4096) {
                lost[at] ^= 1;
            }
            Files.write(file, lost);

            JsonNode contracts = coordinator.await(
                    "contracts", every -> every.get(0).path("state").asString().equals("Breached"));
            assertThat(contracts.get(0).path("reason").asString())
                    .containsAnyOf("what is leased was not there", "the digest of the leased 3 MB is wrong");
            JsonNode reputation = coordinator.get("reputation/lab");
            assertThat(reputation.at("/reputation/standing").asString()).isEqualTo("WARNED");
            assertThat(reputation.at("/latest/0/kind").asString()).isEqualTo("LEASE_BROKEN");
            assertThat(coordinator.get("balances").path("party:lab").asString("0"))
                    .isEqualTo("0");
        }
    }

    private static Path leased(Path leases) throws Exception {
        for (int look = 0; look < 1500; look++) {
            if (Files.isDirectory(leases)) {
                try (Stream<Path> files = Files.list(leases)) {
                    List<Path> whole = files.filter(file -> file.toFile().length() == 3L << 20)
                            .toList();
                    if (!whole.isEmpty()) {
                        return whole.get(0);
                    }
                }
            }
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("nothing was leased in " + leases);
    }
}
