package org.dcrbs.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.dcrbs.market.Credits;
import org.dcrbs.rules.PolicySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A file whose worth a person negotiates, from the round to settled; the server is killed in the middle of it. The file goes
 * from the studio's door straight to its taker.
 */
class NegotiatedFileTest {
    private static final String NEGOTIATION = "negotiations/r-0001:1:1";

    private static final String DEMAND = """
            {"demand":{"id":"d1","party":"coordinator","inReturn":{"kind":"IN_MONEY"},"requirements":[{"name":"climate","least":{"category":"FILE","function":"measurements"},"window":{"from":"now","until":"now+2h"},"bid":4}]}}
            """;

    @TempDir
    private Path folder;

    @Test
    void aNegotiationOutlivesItsServerAndWhatIsAgreedOnIsDeliveredAndPaid() throws Exception {
        Path policies = folder.resolve("policies");
        PolicySet.copyShipped(policies);
        Files.writeString(policies.resolve("persons.drl"), """
                package policies
                import org.dcrbs.rules.facts.ProposedDeal
                rule "Files: a person for the taker"
                when $deal : ProposedDeal(category == "FILE")
                then $deal.personForTaker(); $deal.answerWithinHours(1); end
                """);
        String withPersons = "--dcrbs.policies=" + policies;
        try (Cooperative all = Cooperative.in(folder, withPersons)) {
            Coordinator coordinator = all.coordinator();
            join(all, coordinator);
            coordinator.load(DEMAND);
            coordinator.openRound();
            coordinator.await("negotiations", open -> open.size() == 1);
            move(coordinator, "{\"move\":\"OFFER\",\"amount\":\"1.5\",\"by\":\"Olga\"}");
            JsonNode before = coordinator.get(NEGOTIATION);
            assertThat(before.path("moves")).hasSize(3);

            all.server().kill();
            all.restartServer(withPersons);
            all.awaitServer();

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
    private static void join(Cooperative all, Coordinator coordinator) throws Exception {
        coordinator.load("{\"party\":{\"id\":\"studio\"}}\n");
        for (String party : List.of("coordinator", "studio")) {
            Path share = Samples.folder().resolve("peers/" + party + ".json");
            all.join(party, coordinator, "--share", share.toString());
        }
        coordinator.awaitListing("studio.file-climate");
        coordinator.await("peers", peers -> peers.size() == 2);
    }

    private static void move(Coordinator coordinator, String move) throws Exception {
        coordinator.post(NEGOTIATION + "/moves", "application/json", move.getBytes(StandardCharsets.UTF_8));
    }
}
