package org.dcrbs.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dcrbs.peer.PeerMain;
import org.dcrbs.server.TestServer;
import org.dcrbs.server.acceptance.MemberCommands.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The school has its site indexed and loaded by the lab's node: posted, awarded, done and fetched by members' commands. */
class WebWorkTest {
    @TempDir
    private Path folder;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    @Test
    void aSiteThatNamesTheMemberIsIndexedAndLoaded() throws Exception {
        HttpServer site = site(Map.of(
                "/.well-known/dcrbs-consent.txt",
                "member: school\nallow: SPIDER LOAD_TEST\nuntil: 2999-01-01\nmax-rate: 20\n",
                "/",
                "<p>barter <a href='/b'>more</a>",
                "/b",
                "<p>barter and trade"));
        int port = site.getAddress().getPort();
        try (TestServer server = new TestServer(folder.resolve("data"));
                Children nodes = new Children()) {
            Coordinator coordinator = Coordinator.of(server);
            coordinator.load("""
                    {"party":{"id":"lab"}}
                    {"party":{"id":"school","creditLimit":"100"}}
                    """);
            for (String party : List.of("lab", "school")) {
                peer(party, "enrol", "--coordinator", server.link(), "--token", coordinator.invite(party));
            }
            Files.writeString(folder.resolve("lab/share.json"), """
                    {"whenBusy": true, "asks": {"internet": 0.001},
                     "internet": {"medium": "LAN", "kilobitsPerSecond": 100000, "allow": ["127.0.0.1:%d"],
                                  "webRequestsPerSecond": 20}}
                    """.formatted(port));
            for (String party : List.of("lab", "school")) {
                nodes.start(
                        folder,
                        PeerMain.class,
                        "run",
                        "--home",
                        folder.resolve(party).toString());
            }
            coordinator.awaitListing("lab.internet");
            Path demand = Files.writeString(
                    folder.resolve("demand.jsonl"),
                    "{\"format\":\"dcrbs-market/1\"}\n"
                            + demand("school.index", port, "{\"kind\":\"SPIDER\",%s,\"pages\":10,\"depth\":3}")
                            + demand(
                                    "school.load",
                                    port,
                                    "{\"kind\":\"LOAD_TEST\",%s,\"requests\":5,\"ratePerSecond\":5,\"concurrency\":1}"));
            assertThat(peer("school", "demand", "--post", demand.toString()).text())
                    .contains("2 demands");
            assertThat(peer("school", "results", "school.index"))
                    .satisfies(said -> assertThat(said.exitCode()).isEqualTo(3))
                    .satisfies(said -> assertThat(said.text()).contains("0 of 1 units", "OPEN"));

            coordinator.openRound();
            JsonNode contracts = coordinator.await(
                    "contracts",
                    all -> !all.isEmpty() && all.get(0).path("state").asString().matches("Settled|Breached|Expired"));
            assertThat(contracts.get(0).path("state").asString())
                    .as(contracts.toString())
                    .isEqualTo("Settled");

            Path index = folder.resolve("index.jsonl");
            Said results = peer("school", "results", "school.index", "--out", index.toString());
            assertThat(results.text()).contains("index.jsonl: ");
            assertThat(results.exitCode()).isZero();
            String origin = "http://127.0.0.1:" + port;
            assertThat(Files.readAllLines(index))
                    .hasSize(5)
                    .contains("{\"pages\":[[\"" + origin + "/\",1],[\"" + origin + "/b\",1]],\"word\":\"barter\"}");
            Path report = folder.resolve("report.json");
            peer("school", "results", "school.load", "--out", report.toString());
            assertThat(report).content().contains("\"statuses\":{\"2xx\":5}");
            assertThat(asked).filteredOn("/"::equals).hasSize(6);
        } finally {
            site.stop(0);
        }
    }

    private static String demand(String id, int port, String job) {
        return """
                {"demand":{"id":"%s","party":"school","requirements":[{"name":"web","least":\
                {"category":"INTERNET_ACCESS","kilobitsPerSecond":1000},"window":{"from":"now+1s","until":"now+10m"},\
                "bid":"1","job":%s}]}}
                """.formatted(id, job.formatted("\"url\":\"http://127.0.0.1:" + port + "/\""));
    }

    private HttpServer site(Map<String, String> pages) throws Exception {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            asked.add(path);
            String page = pages.get(path);
            byte[] bytes = String.valueOf(page).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", path.endsWith(".txt") ? "text/plain" : "text/html");
            exchange.sendResponseHeaders(page == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        site.start();
        return site;
    }

    private Said peer(String party, String... arguments) {
        return new MemberCommands(folder).run(party, arguments);
    }
}
