package org.dcrbs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.TestServer;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.round.RoundOptions;
import org.dcrbs.server.round.Rounds;
import org.dcrbs.server.round.StageWatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The inbox from the command line and over HTTP. A round has left two negotiations: of what Ann lends, and of what Cid does. */
class InboxCommandTest {
    private static final MarketJson JSON = new MarketJson();
    private static final String MARKET = """
            {"format":"dcrbs-market/1"}
            {"party":{"id":"ann","creditLimit":100}}
            {"party":{"id":"bob","creditLimit":100}}
            {"party":{"id":"cid","creditLimit":100}}
            {"offer":{"id":"ann.ram","party":"ann","spec":{"category":"MEMORY","megaBytes":100},"window":{"from":"now","until":"now+9h"},"ask":1}}
            {"offer":{"id":"cid.disk","party":"cid","spec":{"category":"STORAGE","megaBytes":100},"window":{"from":"now","until":"now+9h"},"ask":1}}
            {"demand":{"id":"d-ram","party":"bob","requirements":[{"name":"ram","least":{"category":"MEMORY","megaBytes":100},"window":{"from":"now","until":"now+8h"},"bid":9}]}}
            {"demand":{"id":"d-disk","party":"bob","requirements":[{"name":"disk","least":{"category":"STORAGE","megaBytes":100},"window":{"from":"now","until":"now+8h"},"bid":9}]}}
            """;

    @TempDir
    private static Path data;

    private static TestServer server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void holdARound() throws Exception {
        Path policies = data.resolve("policies");
        PolicySet.copyShipped(policies);
        Files.writeString(policies.resolve("persons.drl"), """
                package policies
                import org.dcrbs.rules.facts.ProposedDeal
                rule "A person for Bob" when $deal : ProposedDeal(taker == "bob") then $deal.personForTaker(); end
                """);
        server = new TestServer(data.resolve("data"), "--dcrbs.policies=" + policies);
        HttpResponse<String> loaded = server.send(server.withToken("/api/v1/listings")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(MARKET)));
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
        RoundId round =
                server.running().bean(Rounds.class).start(RoundOptions.DEFAULT).id();
        server.running().bean(StageWatch.class).await(round, RoundStage.EXECUTE, Duration.ofSeconds(60));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPersonCountersTheAutomatonAnswersAndThePersonAccepts() throws Exception {
        String id = id("d-ram");

        assertThat(inbox("list")).as(err.toString()).isZero();
        assertThat(out.toString()).contains(id, "d-ram, ram", "the taker's turn, a person");
        assertThat(inbox("counter", id, "3", "--by", "Bob")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("people negotiate it by A person for Bob", "the taker offers 3 (Bob)");
        String ask = get("negotiations/" + id).path("ask").asString();
        assertThat(inbox("accept", id, ask, "--by", "Bob")).as(err.toString()).isZero();

        assertThat(out.toString()).contains("the taker accepts " + ask + " (Bob)", "agreed on " + ask);
        JsonNode contract = get("contracts").get(0);
        assertThat(contract.path("state").asString()).isEqualTo("Agreed");
        assertThat(contract.at("/terms/legs/0/pairing/worth").asString()).isEqualTo(ask);
        assertThat(get("rounds/r-0001/report").toString())
                .contains("for bob: Bob")
                .contains("the automaton, by default");
    }

    @Test
    void whoTakesOverHandsBackAndRejectsIsHeardAndTheReasonIsAmongThoseOfTheRound() throws Exception {
        String id = id("d-disk");

        assertThat(get("rounds/r-0001/report").path("waiting").toString()).contains("d-disk");
        assertThat(inbox("handback", id, "--side", "giver")).isEqualTo(2);
        assertThat(err.toString()).contains("the giver's side is with the automaton already");
        assertThat(inbox("takeover", id, "--side", "giver", "--by", "Cid")).isZero();
        assertThat(inbox("handback", id, "--side", "giver", "--by", "Cid")).isZero();
        assertThat(inbox("accept", id, "1", "--by", "Bob")).isEqualTo(2);
        assertThat(err.toString()).contains("the giver offers 9, not 1");
        assertThat(inbox("reject", id, "--by", "Bob", "--reason", "found it elsewhere"))
                .isZero();

        assertThat(out.toString()).contains("failed: the taker said no: found it elsewhere");
        assertThat(get("rounds/r-0001/report").path("waiting").toString()).doesNotContain("d-disk");
        assertThat(get("rounds/r-0001/left-out").toString())
                .contains("the negotiation failed: disk from cid: the taker said no: found it elsewhere");
        assertThat(get("listings/d-disk").path("state").asString()).isEqualTo("OPEN");
        assertThat(get("negotiations").toString()).doesNotContain(id);
        assertThat(get("negotiations?all=true").toString()).contains(id);
        assertThat(inbox("show", id)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"move":"OFFER","by":"Bob"}                          | amount: how much is offered?
            {"move":"OFFER","by":"Bob","amount":"1e400"}         | credits "1e400"
            {"move":"OFFER","by":"Bob","amount":"-1"}            | amount: -1 is below nothing
            {"move":"OFFER","amount":"2"}                        | by: who makes this move?
            {"move":"OFFER","amount":"2","by":"a\\nb"}           | a person's name wants 1 to 80 characters in one line
            {"move":"REJECT","by":"Bob"}                         | reason: why is it rejected?
            {"move":"ACCEPT","by":"Bob"}                         | amount: how much is accepted?
            {"by":"Bob"}                                         | move: which one?
            {"move":"SHOUT","by":"Bob"}                          | move
            {"move":"HAND_BACK","by":"Bob","colour":"red"}       | colour
            {"move":"OFFER","by":"Bob","amount":"2","side":"ME"} | side
            """)
    void whatCannotBeMeantIsRefusedInWords(String body, String wanted) throws Exception {
        String id = get("negotiations?all=true").get(0).path("id").asString();

        HttpResponse<String> answer = server.send(server.withToken("/api/v1/negotiations/" + id + "/moves")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.parse(answer.body()).path("error").asString())
                .contains(wanted)
                .doesNotContain("org.dcrbs");
    }

    @ParameterizedTest
    @CsvSource({"r-0001:99:1", "r-0001:1:9", "nonsense", "r-0001:1:0"})
    void whatIsNotThereIsNotFound(String id) {
        assertThat(server.send(server.withToken("/api/v1/negotiations/" + id)).statusCode())
                .isEqualTo(404);
    }

    private static String id(String demand) throws Exception {
        for (JsonNode one : get("negotiations?all=true")) {
            if (one.path("demand").asString().equals(demand)) {
                return one.path("id").asString();
            }
        }
        throw new AssertionError("no negotiation of " + demand + " in " + get("negotiations?all=true"));
    }

    private static JsonNode get(String path) {
        return JSON.mapper()
                .readTree(server.send(server.withToken("/api/v1/" + path)).body());
    }

    private int inbox(String command, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("inbox", command, "--server", server.running().url(), "--token", server.token()));
        all.addAll(List.of(arguments));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }
}
