package org.dcrbs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Memory;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Window;
import org.dcrbs.server.TestServer;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disputes from the command line and over HTTP. Ann gives Bob two things, one of which is delivered. */
class DisputeCommandTest {
    private static final String MARKET = """
            {"format":"dcrbs-market/1"}
            {"party":{"id":"ann","creditLimit":100}}
            {"party":{"id":"bob","creditLimit":100}}
            {"offer":{"id":"ann.offer-1","party":"ann","spec":{"category":"MEMORY","megaBytes":1024},"window":{"from":"now","until":"now+9h"}}}
            {"offer":{"id":"ann.offer-2","party":"ann","spec":{"category":"MEMORY","megaBytes":1024},"window":{"from":"now","until":"now+9h"}}}
            {"demand":{"id":"bob.demand-1","party":"bob","requirements":[{"name":"need","least":{"category":"MEMORY","megaBytes":1024},"window":{"from":"now","until":"now+8h"}}]}}
            {"demand":{"id":"bob.demand-2","party":"bob","requirements":[{"name":"need","least":{"category":"MEMORY","megaBytes":1024},"window":{"from":"now","until":"now+8h"}}]}}
            """;

    @TempDir
    private static Path data;

    private static TestServer server;
    private static ContractTerms terms;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void deliver() {
        server = new TestServer(data);
        server.send(server.withToken("/api/v1/listings")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(MARKET)));
        Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
        Window hours = new Window(now, now.plusSeconds(8 * 3600));
        ContractId id = ContractTerms.idOf(TestContracts.ROUND, new PartyId("ann"), new PartyId("bob"));
        List<Leg> legs = IntStream.of(1, 2)
                .mapToObj(
                        number -> TestContracts.leg(id, number, "ann", "bob", new Memory(1024, 0, 0), hours, 1_000_000))
                .toList();
        terms = new ContractTerms(id, TestContracts.ROUND, TestContracts.COORDINATOR, legs, List.of(), "test-1");
        Contracts contracts = server.running().bean(Contracts.class);
        contracts.conclude(terms);
        assertThat(contracts.start(terms.id())).isTrue();
        contracts.deliver(terms.id(), terms.legs().get(0).id());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aDisputeIsOpenedListedAndResolvedByAPerson() {
        assertThat(dispute("list")).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("Nothing is disputed.\n");
        String contract = terms.id().value();
        assertThat(dispute("open", contract, "--by", "bob", "--reason", "it was slow"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("bob takes 2 things; which leg is it about?");
        assertThat(dispute("open", contract, "--by", "bob", "--leg", "1", "--reason", "it was slow"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains(contract + ":1: open: a person has to decide");
        assertThat(dispute("resolve", contract + ":1", "--upheld", "true", "--refund", "2", "--reason", "indeed"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("refund: 2 is not between 0 and the leg's worth of 1");

        assertThat(dispute("resolve", contract + ":1", "--upheld", "true", "--refund", "0.25", "--reason", "indeed"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).contains(contract + ":1: upheld, 0.25 given back: indeed");
        assertThat(dispute("list")).isZero();
        assertThat(out.toString()).contains("it was slow");
        assertThat(server.send(server.withToken("/api/v1/transfers")).body()).contains("/1.refund");
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatIsMissingIsNamed() {
        assertThat(dispute("resolve", "nonsense", "--upheld", "false", "--reason", "x"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no dispute nonsense");
        var answer = server.send(server.withToken("/api/v1/disputes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"contract\":\"x\",\"by\":\"bob\"}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("reason");
    }

    private int dispute(String command, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("dispute", command, "--server", server.running().url(), "--token", server.token()));
        all.addAll(List.of(arguments));
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
