package org.dcrbs.peer.execute.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.LineMeter;
import org.dcrbs.peer.share.AllowList;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.v1.AccessFigures;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpiderTest {
    @TempDir
    Path home;

    private final LeapingTicks ticks = new LeapingTicks();
    private ConsentingSite site;
    private TestContext context;

    @BeforeEach
    void aSite() throws Exception {
        site = new ConsentingSite().consenting();
        context = new TestContext(home).with(WebDesk.RATE, 50).with("share.computeWorkers", 4);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void everyWordIsFoundOnEveryPageThatHasIt() throws Exception {
        site.page(
                        "/",
                        "<title>Barter</title><p>Give, take; GIVE! <a href='a'>A</a> <a href='/b?x=1#top'>B</a>"
                                + "<script>var hidden = 1</script>")
                .page(
                        "/a",
                        "<p>take na\u00efve <a href='/'>back</a> <a href='./a'>here</a> <a href='//127.0.0.1:"
                                + site.port() + "/b?x=1'>B</a>")
                .page("/b?x=1", "<p>give <a href='/a#part'>A</a>");

        List<String> lines = spider("/", 100, 5);

        assertThat(lines.subList(1, lines.size()))
                .containsExactly(
                        word("a", "/", 1, "/b?x=1", 1),
                        word("b", "/", 1, "/a", 1),
                        word("back", "/a", 1),
                        word("barter", "/", 1),
                        word("give", "/", 2, "/b?x=1", 1),
                        word("here", "/a", 1),
                        word("na\u00efve", "/a", 1),
                        word("take", "/", 1, "/a", 1));
        assertThat(site.askedPages()).containsExactlyInAnyOrder("/", "/a", "/b?x=1");
        assertThat(summary(lines, "pages")).isEqualTo("3");
        assertThat(summary(lines, "words")).isEqualTo("8");
        assertThat(summary(lines, "failures")).isEqualTo("{}");
        assertThat(summary(lines, "ended")).isEqualTo("\"all pages were seen\"");
    }

    @Test
    void itStaysOnTheSiteAndPassesOverWhatIsNoPage() throws Exception {
        site.page(
                        "/",
                        String.join(
                                "",
                                link("http://elsewhere.example/"),
                                link("http://localhost:" + site.port() + "/other-name"),
                                link("https://127.0.0.1:" + site.port() + "/other-scheme"),
                                link("mailto:a@b.example"),
                                link("javascript:alert(1)"),
                                link("/off"),
                                link("/moved"),
                                link("/loop"),
                                link("/picture"),
                                link("/gone"),
                                link("/packed"),
                                link("/huge")))
                .redirect("/off", "http://elsewhere.example/")
                .redirect("/moved", "/there")
                .page("/there", "here")
                .redirect("/loop", "/loop")
                .put("/picture", 200, "image/png", "pixels")
                .put("/packed", exchange -> {
                    exchange.getResponseHeaders().set("content-encoding", "gzip");
                    ConsentingSite.send(exchange, 200, "text/html", "zip");
                })
                .put("/huge", SpiderTest::endless);

        List<String> lines = spider("/", 100, 5);

        assertThat(summary(lines, "failures"))
                .isEqualTo("{\"HTTP_404\":1,\"NOT_HTML\":2,\"REDIRECT_OFF_SITE\":1,\"TOO_LARGE\":1,"
                        + "\"TOO_MANY_REDIRECTS\":1}");
        assertThat(lines).contains(word("here", "/there", 1));
        assertThat(summary(lines, "pages")).isEqualTo("2");
        assertThat(site.askedPages()).doesNotContain("/other-name", "/other-scheme");
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/html");
        exchange.sendResponseHeaders(200, 0);
        byte[] piece = "salve ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            assertThat(e).as("the spider hangs up").isNotNull();
        }
    }

    @Test
    void whereRobotsAreNotWantedItDoesNotGo() throws Exception {
        site.robots("User-agent: *", "Disallow: /private")
                .page(
                        "/",
                        link("/private/a") + link("/unindexed") + link("/unfollowed") + link("/by-way")
                                + "<a rel='nofollow' href='/not-this'>x</a>")
                .page("/unindexed", "<meta name=robots content=noindex>secret" + link("/deep"))
                .page("/unfollowed", "<meta name=robots content='index, nofollow'>open" + link("/deeper"))
                .redirect("/by-way", "/private/b")
                .page("/deep", "deep");

        List<String> lines = spider("/", 100, 5);

        assertThat(site.askedPages()).containsExactlyInAnyOrder("/", "/unindexed", "/unfollowed", "/by-way", "/deep");
        assertThat(summary(lines, "skippedByRobots")).isEqualTo("1");
        assertThat(summary(lines, "failures")).isEqualTo("{\"REDIRECT_AGAINST_ROBOTS\":1}");
        assertThat(lines).contains(word("open", "/unfollowed", 1), word("deep", "/deep", 1));
        assertThat(String.join("\n", lines)).doesNotContain("secret");
    }

    @Test
    void depthAndNumberOfPagesAreBounded() throws Exception {
        for (int i = 0; i < 10; i++) {
            site.page("/" + i, link("/" + (i + 1)));
        }
        spider("/0", 100, 3);
        assertThat(site.askedPages()).containsExactly("/0", "/1", "/2", "/3");

        List<String> lines = spider("/0", 2, 20);
        assertThat(summary(lines, "pages")).isEqualTo("2");
        assertThat(summary(lines, "ended")).isEqualTo("\"as many pages were asked for as were wanted\"");

        site.page("/0", link("/1") + link("/2") + link("/3") + link("/4") + link("/5"));
        assertThat(summary(spider("/0", 4, 20), "pages")).isEqualTo("4");
    }

    @Test
    void theDelayThatTheSiteWantsIsKeptByAllPartsTogether() throws Exception {
        site.robots("User-agent: *", "Crawl-delay: 2").page("/", link("/1") + link("/2") + link("/3") + link("/4"));
        for (int i = 1; i <= 4; i++) {
            site.page("/" + i, "page");
        }

        spider("/", 100, 1);

        assertThat(ticks.seconds()).isGreaterThanOrEqualTo(8).isLessThan(10);
    }

    @Test
    void anIndexHasABound() throws Exception {
        WordIndex index = new WordIndex(150);
        Page page = new Page(URI.create(site.url("/")), Map.of("salve", 1), List.of());

        assertThat(index.add(page)).isTrue();
        assertThat(index.add(page)).isTrue();
        assertThat(index.add(page)).isFalse();
        assertThat(index.words()).isEqualTo(1);
    }

    private List<String> spider(String path, int pages, int depth) throws Exception {
        LeasedLine line = new LeasedLine(
                1_000_000,
                Long.MAX_VALUE,
                () -> AllowList.parse("127.0.0.1:" + site.port()),
                new LineMeter(AccessFigures.getDefaultInstance()));
        WorkResult result = new WebDesk(Clock.systemUTC(), ticks)
                .work(WebOrders.spider(site.url(path), pages, depth), line, context, Meter.start());
        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
        return Files.readAllLines(context.blob(result.getOutputSha256()));
    }

    private static String link(String to) {
        return "<a href='" + to + "'></a>";
    }

    /** The line of a word, with its pages and how often it is on each. */
    private String word(String word, Object... pathsAndCounts) {
        StringBuilder pages = new StringBuilder();
        for (int i = 0; i < pathsAndCounts.length; i += 2) {
            pages.append(i == 0 ? "" : ",")
                    .append("[\"" + site.url((String) pathsAndCounts[i]) + "\"," + pathsAndCounts[i + 1] + "]");
        }
        return "{\"pages\":[" + pages + "],\"word\":\"" + word + "\"}";
    }

    private static String summary(List<String> lines, String name) {
        Json.Members summary =
                (Json.Members) CanonicalJson.read("summary", lines.get(0).getBytes(StandardCharsets.UTF_8));
        return CanonicalJson.text(summary.values().get(name));
    }
}
