package org.dcrbs.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.PeerMain;
import org.dcrbs.peer.execute.compute.NativePrograms;
import org.dcrbs.server.TestServer;
import org.dcrbs.server.acceptance.MemberCommands.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A member's job by the member's own commands, from its file to the assembled answer, computed on others' nodes. */
class SubmittedJobTest {
    private static final List<String> PARTIES = List.of("lab", "studio", "school");

    @TempDir
    private Path folder;

    @Test
    void aJobIsSubmittedAwardedComputedTwiceAndAssembled() throws Exception {
        try (TestServer server = new TestServer(folder.resolve("data"));
                Children nodes = new Children()) {
            Coordinator coordinator = coordinator(server);
            Map<String, Child> running = new HashMap<>();
            for (String party : PARTIES) {
                enrol(party, server, coordinator);
                running.put(party, start(party, nodes));
            }
            awaitOffers(coordinator);

            Path job = job(Samples.folder().resolve("work/pi.wasm"), 16, "\"u64 points\", \"u64 hits\"");
            Said submitted = peer("school", "submit", job.toString());
            assertThat(submitted.text()).startsWith("Posted demand school.pi-").contains(": 4 units, until ");
            String id = submitted.text().split("[ :]", -1)[2];
            assertThat(peer("school", "demand").text()).contains(id, "OPEN");
            assertThat(peer("school", "results", id))
                    .satisfies(said -> assertThat(said.exitCode()).isEqualTo(3))
                    .satisfies(said -> assertThat(said.text()).contains("0 of 4 units", "OPEN"));

            coordinator.openRound();
            coordinator.await(
                    "contracts",
                    all -> !all.isEmpty() && all.get(0).path("state").asString().equals("Settled"));
            Path answer = folder.resolve("pi.csv");

            assertThat(peer("school", "results", id, "--out", answer.toString()))
                    .satisfies(said -> assertThat(said.text()).contains("from 4 units"))
                    .satisfies(said -> assertThat(said.exitCode()).isZero());
            List<String> rows = Files.readAllLines(answer);
            assertThat(rows).hasSize(2).startsWith("points,hits");
            assertThat(rows.get(1)).startsWith("200000,");
            // A quarter of pi, four standard deviations either way.
            assertThat(Integer.parseInt(rows.get(1).substring("200000,".length())))
                    .isBetween(157_080 - 736, 157_080 + 736);
            assertThat(Credits.parse(
                            coordinator.get("balances").path("party:school").asString("0")))
                    .isLessThan(Credits.ZERO);
            assertThat(peer("school", "leave").text()).contains("is running; stop it first");
            running.get("school").stop();
            assertThat(peer("school", "leave").text()).contains("the certificate of school is revoked");
            assertThat(peer("school", "results").exitCode()).isEqualTo(2);
        }
    }

    @Test
    void aNativeProgramIsComputedAndCheckedOnlyWhereTheOwnerAllowsIt() throws Exception {
        assumeTrue(
                NativePrograms.obstacle().isEmpty(),
                () -> NativePrograms.obstacle().orElse(""));
        try (TestServer server = new TestServer(folder.resolve("data"));
                Children nodes = new Children()) {
            Coordinator coordinator = coordinator(server);
            for (String party : PARTIES) {
                enrol(party, server, coordinator);
                if (!party.equals("school")) {
                    peer(party, "share", "set", "computing.native", "true");
                }
                start(party, nodes);
            }
            // Cheaper than the others, able to check, and not willing to run native programs.
            enrol("office", server, coordinator);
            peer("office", "share", "set", "asks.cpu", "0");
            start("office", nodes);
            awaitOffers(coordinator);
            coordinator.awaitListing("office.cpu");

            // The program answers its input.
            Path job = job(Path.of("/usr/bin/cat"), 20, "\"u64 seeds\", \"u64 froms\", \"u32 counts\"");
            String id = peer("school", "submit", job.toString()).text().split("[ :]", -1)[2];
            coordinator.openRound();
            JsonNode contract = coordinator
                    .await(
                            "contracts",
                            all -> !all.isEmpty()
                                    && all.get(0).path("state").asString().equals("Settled"))
                    .get(0);
            Path answer = folder.resolve("sums.csv");

            assertThat(peer("school", "results", id, "--out", answer.toString()).text())
                    .contains("from 4 units");
            assertThat(Files.readAllLines(answer)).containsExactly("seeds,froms,counts", "168,300000,200000");
            JsonNode orders =
                    coordinator.get("contracts/" + contract.at("/terms/id").asString() + "/orders");
            assertThat(StreamSupport.stream(orders.spliterator(), false)
                            .filter(order -> !order.path("id").asString().endsWith("/receive"))
                            .map(order -> order.path("executor").asString()))
                    .hasSize(8)
                    .containsOnly("lab", "studio");
        }
    }

    private static Coordinator coordinator(TestServer server) throws Exception {
        Coordinator coordinator = Coordinator.of(server);
        coordinator.load("""
                {"party":{"id":"lab"}}
                {"party":{"id":"studio"}}
                {"party":{"id":"office"}}
                {"party":{"id":"school","creditLimit":"100"}}
                """);
        return coordinator;
    }

    private void enrol(String party, TestServer server, Coordinator coordinator) throws Exception {
        assertThat(peer(party, "enrol", "--coordinator", server.link(), "--token", coordinator.invite(party)))
                .satisfies(said -> assertThat(said.text()).startsWith("Enrolled as party " + party))
                .satisfies(said -> assertThat(said.exitCode()).isZero());
        // Else the nodes and this test would take each other for their owners' programs.
        peer(party, "share", "set", "whenBusy", "true");
    }

    private Child start(String party, Children nodes) throws Exception {
        return nodes.start(
                folder, PeerMain.class, "run", "--home", folder.resolve(party).toString());
    }

    private static void awaitOffers(Coordinator coordinator) throws Exception {
        for (String party : PARTIES) {
            coordinator.awaitListing(party + ".cpu");
        }
    }

    private Path job(Path module, int outputBytes, String columns) throws Exception {
        return Files.writeString(
                folder.resolve("job.json"), """
                {"name": "pi", "module": "%s", "milliProcessors": 500, "hours": 2, "bid": "0.1",
                 "limits": {"memoryPages": 1, "cpuMillis": 60000, "outputBytes": %d},
                 "input": ["u64 42", "u64 $from", "u32 $count"],
                 "split": {"kind": "RANGES", "from": 0, "until": 200000, "each": 50000},
                 "assemble": {"kind": "SUM", "columns": [%s]}}
                """.formatted(module.toAbsolutePath(), outputBytes, columns));
    }

    private Said peer(String party, String... arguments) {
        return new MemberCommands(folder).run(party, arguments);
    }
}
