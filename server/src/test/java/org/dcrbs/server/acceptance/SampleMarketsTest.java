package org.dcrbs.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.PeerMain;
import org.dcrbs.server.RunningServer;
import org.dcrbs.server.ServerSettings;
import org.dcrbs.server.gateway.Gateway;
import org.dcrbs.server.security.OperatorToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The five ways of trading, each from its listings to settled, on one coordinator with four nodes. */
class SampleMarketsTest {
    private static final List<String> PARTIES = List.of("coordinator", "lab", "studio", "school");

    @TempDir
    private static Path folder;

    private static RunningServer server;
    private static Children children;
    private static Coordinator coordinator;

    @BeforeAll
    static void startTheCooperative() throws Exception {
        server = RunningServer.start(new ServerSettings(
                folder.resolve("data"), "127.0.0.1", 0, ServerSettings.Link.local(0), false, List.of()));
        coordinator = new Coordinator(
                server.url(), server.bean(OperatorToken.class).issueFirst().orElseThrow());
        children = new Children();
        coordinator.post("listings", "application/x-ndjson", parties().getBytes(StandardCharsets.UTF_8));
        for (String party : PARTIES) {
            children.start(
                    folder,
                    PeerMain.class,
                    "run",
                    "--coordinator",
                    "127.0.0.1:" + server.bean(Gateway.class).address().getPort(),
                    "--home",
                    folder.resolve(party).toString(),
                    "--share",
                    Samples.folder().resolve("peers/" + party + ".json").toString(),
                    "--token",
                    coordinator.invite(party));
        }
        coordinator.await(
                "listings",
                listings -> PARTIES.stream()
                        .allMatch(party -> StreamSupport.stream(listings.spliterator(), false)
                                .anyMatch(entry -> entry.path("listing")
                                        .path("party")
                                        .asString()
                                        .equals(party))));
    }

    @AfterAll
    static void stopTheCooperative() {
        children.close();
        server.close();
    }

    @AfterEach
    void takeOpenDemandsOffTheMarket() throws Exception {
        for (JsonNode entry : coordinator.get("listings")) {
            if (entry.path("listing").has("requirements")
                    && entry.path("state").asString().equals("OPEN")) {
                coordinator.delete(
                        "listings/" + entry.path("listing").path("id").asString());
            }
        }
    }

    @Test
    void theCoordinatorGivesInternetAccessForAPeersComputingPowerAndMemory() throws Exception {
        List<JsonNode> legs = settle("a-internet-for-computing");

        assertThat(gifts(legs))
                .isEqualTo(
                        Map.of("coordinator", List.of("INTERNET_ACCESS"), "lab", List.of("COMPUTING_POWER", "MEMORY")));
        assertThat(folder.resolve("coordinator/inbox")).isNotEmptyDirectory();
    }

    @Test
    void theCoordinatorGivesMoneyForFilesAndPeripherals() throws Exception {
        Credits before = balance("coordinator");

        List<JsonNode> legs = settle("b-money-for-files-and-printing");

        assertThat(gifts(legs)).isEqualTo(Map.of("studio", List.of("FILE", "PERIPHERAL")));
        assertThat(balance("coordinator")).isLessThan(before);
    }

    @Test
    void theCoordinatorGivesInternetAccessAndMoneyForFilesAndPeripherals() throws Exception {
        Credits before = balance("coordinator");

        List<JsonNode> legs = settle("c-internet-and-money-for-files-and-printing");

        assertThat(gifts(legs))
                .containsEntry("coordinator", List.of("INTERNET_ACCESS"))
                .containsEntry("studio", List.of("FILE", "PERIPHERAL"));
        assertThat(balance("coordinator")).isLessThan(before);
    }

    @Test
    void twoPeersTradeFilesAndPeripheralsForComputingPowerAndMemoryAndTheCoordinatorGetsACommission() throws Exception {
        List<JsonNode> legs = settle("d-brokered-files-for-computing");

        assertThat(gifts(legs))
                .isEqualTo(Map.of(
                        "school", List.of("COMPUTING_POWER", "MEMORY"), "studio", List.of("FILE", "PERIPHERAL")));
        // Its balance may have fallen nonetheless: it also pays whoever checks the work.
        assertThat(coordinator.get("transfers")).anySatisfy(transfer -> {
            assertThat(transfer.path("id").asString()).endsWith(".school+studio.settled");
            assertThat(transfer.path("postings")).anySatisfy(posting -> {
                assertThat(posting.path("account").asString()).isEqualTo("party:coordinator");
                assertThat(Credits.parse(posting.path("amount").asString())).isGreaterThan(Credits.ZERO);
            });
        });
    }

    @Test
    void theCoordinatorHarvestsComputingPowerFromAsManyPeersAsHelp() throws Exception {
        List<JsonNode> legs = settle("e-many-at-once");

        assertThat(legs.stream()
                        .map(leg -> leg.path("pairing"))
                        .filter(pairing -> pairing.path("taker").asString().equals("coordinator"))
                        .filter(pairing -> pairing.path("least")
                                .path("category")
                                .asString()
                                .equals("COMPUTING_POWER"))
                        .map(pairing -> pairing.path("giver").asString())
                        .distinct())
                .containsExactlyInAnyOrder("lab", "school", "studio");
    }

    /** Runs a round over the market until it is closed; all that was agreed must then be settled and balanced. */
    private static List<JsonNode> settle(String market) throws Exception {
        coordinator.load(Samples.folder().resolve("markets/" + market + ".jsonl"));
        String round = coordinator
                .post("rounds", "application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .path("round")
                .path("id")
                .asString();
        coordinator.await("rounds/" + round, view -> {
            assertThat(view.path("round").path("failure").isNull())
                    .as("%s", view)
                    .isTrue();
            return view.path("round").path("stage").asString().equals("CLOSED");
        });
        assertThat(coordinator.get("rounds/" + round + "/left-out")).isEmpty();
        List<JsonNode> legs = new ArrayList<>();
        for (JsonNode contract : coordinator.get("contracts?round=" + round)) {
            assertThat(contract.path("state").asString()).as("%s", contract).isEqualTo("Settled");
            contract.path("terms").path("legs").forEach(legs::add);
        }
        Credits sum = Credits.ZERO;
        for (JsonNode balance : coordinator.get("balances")) {
            sum = sum.plus(Credits.parse(balance.asString()));
        }
        assertThat(sum).isEqualTo(Credits.ZERO);
        return legs;
    }

    private static Credits balance(String party) throws Exception {
        return Credits.parse(coordinator.get("balances").path("party:" + party).asString("0"));
    }

    /** What categories each party gave, in order. */
    private static Map<String, List<String>> gifts(List<JsonNode> legs) {
        Map<String, List<String>> gifts = new TreeMap<>();
        for (JsonNode leg : legs) {
            JsonNode pairing = leg.path("pairing");
            gifts.computeIfAbsent(pairing.path("giver").asString(), giver -> new ArrayList<>())
                    .add(pairing.path("least").path("category").asString());
        }
        gifts.values().forEach(list -> list.sort(null));
        return gifts;
    }

    private static String parties() {
        StringBuilder market = new StringBuilder("{\"format\":\"dcrbs-market/1\"}\n");
        PARTIES.stream()
                .filter(party -> !party.equals("coordinator"))
                .forEach(party -> market.append("{\"party\":{\"id\":\"" + party + "\"}}\n"));
        return market.toString();
    }
}
