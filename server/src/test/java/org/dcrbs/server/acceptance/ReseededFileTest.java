package org.dcrbs.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcrbs.market.Credits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The archive offers a film, the studio takes it and holds it open for others, and the school takes it from both of them
 * until the archive's node is killed, and then from the studio alone.
 */
class ReseededFileTest {
    private static final int FILM_BYTES = 24 << 20;
    private static final int FIRST_BYTES = 4 << 20;

    @TempDir
    private Path folder;

    @Test
    void whoHasTakenAFileGivesItOnWhenItsGiverIsGoneAndTheGiverIsPaid() throws Exception {
        byte[] film = new byte[FILM_BYTES];
        new Random(42).nextBytes(film);
        int archivePort = Cooperative.freePort();
        int studioPort = Cooperative.freePort();
        try (Tollgate archiveWay = new Tollgate(archivePort);
                Tollgate studioWay = new Tollgate(studioPort);
                Cooperative all = Cooperative.in(folder)) {
            Coordinator coordinator = all.coordinator();
            coordinator.load("""
                    {"party":{"id":"archive"}}
                    {"party":{"id":"studio","creditLimit":"100"}}
                    {"party":{"id":"school","creditLimit":"100"}}
                    """);
            share(all.home("archive"), archivePort, archiveWay, "film.bin");
            Files.write(all.home("archive").resolve("film.bin"), film);
            Child archive = all.join("archive", coordinator);
            coordinator.awaitListing("archive.file-film");
            share(all.home("studio"), studioPort, studioWay);
            all.join("studio", coordinator);
            all.join("school", coordinator);
            coordinator.await("peers", peers -> peers.size() == 3);

            JsonNode first = awarded(coordinator, "studio", 1);
            coordinator.await("contracts/" + id(first), ReseededFileTest::isSettled);
            assertThat(all.home("studio").resolve("inbox/film.bin")).hasBinaryContent(film);

            share(all.home("studio"), studioPort, studioWay, "inbox/film.bin");
            coordinator.awaitListing("studio.file-film");
            JsonNode before = coordinator.get("balances");
            archiveWay.narrow(FIRST_BYTES);
            studioWay.narrow(FIRST_BYTES);
            JsonNode second = awarded(coordinator, "school", 2);
            archiveWay.awaitSpent();
            studioWay.awaitSpent();
            archive.kill();
            archiveWay.cut();
            studioWay.open();

            JsonNode settled = coordinator.await("contracts/" + id(second), ReseededFileTest::isSettled);
            assertThat(all.home("school").resolve("inbox/film.bin")).hasBinaryContent(film);
            assertPaid(settled, before, coordinator.get("balances"));
        }
    }

    /** Has the node share the film, or nothing but its door. */
    private static void share(Path home, int port, Tollgate way, String... films) throws IOException {
        String files = Stream.of(films).map(path -> """
                        {"id":"film","path":"%s","function":"film","copies":10,"reseed":true}""".formatted(path)).collect(Collectors.joining(","));
        Files.createDirectories(home);
        Files.writeString(home.resolve("share.json"), """
                {"whenBusy":true,"onBattery":true,"door":{"port":%d,"address":"%s"},"files":[%s]}
                """.formatted(port, way.address(), files));
    }

    /** The contract of a round in which the party alone has a demand: for the archive's film. */
    private static JsonNode awarded(Coordinator coordinator, String party, int number) throws Exception {
        coordinator.load("""
                {"demand":{"id":"%s.want","party":"%s","requirements":[{"name":"film","least":{"category":"FILE","function":"film"},\
                "wants":"giver.id == 'archive'","window":{"from":"now","until":"now+2h"},"bid":4}]}}
                """.formatted(party, party));
        coordinator.openRound();
        return coordinator.await("contracts", all -> all.size() == number).get(number - 1);
    }

    /** The giver gets all that its taker pays, less commissions; who helped it to give gets nothing. */
    private static void assertPaid(JsonNode contract, JsonNode before, JsonNode after) {
        Credits worth = Credits.parse(contract.at("/terms/legs/0/pairing/worth").asString());
        JsonNode commissions = contract.at("/terms/commissions");
        Credits ofGiver = commission(commissions.get(0), "archive");
        Credits ofTaker = commission(commissions.get(1), "school");
        assertThat(balance(after, "archive"))
                .isEqualTo(balance(before, "archive").plus(worth).minus(ofGiver));
        assertThat(balance(after, "school")).isEqualTo(Credits.ZERO.minus(worth).minus(ofTaker));
        assertThat(balance(after, "studio")).isEqualTo(balance(before, "studio"));
        assertThat(balance(after, "coordinator"))
                .isEqualTo(balance(before, "coordinator").plus(ofGiver).plus(ofTaker));
    }

    private static Credits commission(JsonNode commission, String payer) {
        assertThat(commission.path("payer").asString()).isEqualTo(payer);
        return Credits.parse(commission.path("amount").asString());
    }

    private static Credits balance(JsonNode balances, String party) {
        return Credits.parse(balances.path("party:" + party).asString());
    }

    private static String id(JsonNode contract) {
        return contract.at("/terms/id").asString();
    }

    private static boolean isSettled(JsonNode contract) {
        return contract.path("state").asString().equals("Settled");
    }
}
