package org.dcrbs.server.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Job;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketFileTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String HEADER = "{\"format\":\"dcrbs-market/1\",\"name\":\"test\"}\n";
    private static final String ALL = HEADER + """
            {"party":{"id":"hub","role":"COORDINATOR","creditLimit":1000}}
            {"party":{"id":"lab","barterTolerance":"2.5"}}
            {"offer":{"id":"lab.cpu","party":"lab","spec":{"category":"COMPUTING_POWER","milliProcessors":2000,"mips":9000},"window":{"from":"now","until":"now+2h"},"attributes":{"site":"north"},"serves":"taker.id == 'hub'","ask":1.25}}
            {"offer":{"id":"lab.disk","party":"lab","spec":{"category":"STORAGE","megaBytes":500},"window":{"from":"now","until":"now+1d"}}}
            {"offer":{"id":"lab.scan","party":"lab","copies":2,"spec":{"category":"PERIPHERAL","kind":"SCANNER","resolutionDpi":600},"window":{"from":"now","until":"now+1d"}}}
            {"offer":{"id":"hub.net","party":"hub","spec":{"category":"INTERNET_ACCESS","medium":"FIBRE","kilobitsPerSecond":1000},"window":{"from":"now","until":"now+1d"}}}
            {"offer":{"id":"hub.cash","party":"hub","spec":{"category":"MONEY","form":"CASH","currency":"EUR","amount":5000000},"window":{"from":"now","until":"now+1d"}}}
            {"demand":{"id":"hub.d1","party":"hub","sameProvider":true,"inReturn":{"kind":"IN_KIND","offers":["hub.net"]},"requirements":[{"name":"render","least":{"category":"COMPUTING_POWER","milliProcessors":1000},"window":{"from":"now","until":"now+1h"},"job":{"kind":"COMPUTE","moduleSha256":"%1$s","inputs":["00ff"]}},{"name":"ram","least":{"category":"MEMORY","megaBytes":64},"window":{"from":"now","until":"now+1h"},"bid":"0.5"},{"name":"intro","least":{"category":"FILE","function":"tutorial"},"window":{"from":"now","until":"now+1h"}}]}}
            """.formatted("ab".repeat(32));

    private final MarketFile file = new MarketFile(new MarketJson(), NOW);

    private Market read(String text) throws IOException {
        return file.read("m.jsonl", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsLeftOutIsFilledInAndRelativeTimesAreResolved() throws IOException {
        Market market = read(ALL);

        assertThat(market.parties()).extracting(Party::role).containsExactly(Party.Role.COORDINATOR, Party.Role.PEER);
        assertThat(market.parties().get(1).barterTolerance()).contains(Credits.parse("2.5"));
        Offer cpu = (Offer) market.listings().get(0);
        assertThat(cpu.window().until()).isEqualTo(NOW.plusSeconds(7200));
        assertThat(cpu.ask()).contains(Credits.parse("1.25"));
        assertThat(cpu.serves().expression()).isEqualTo("taker.id == 'hub'");
        Demand demand = (Demand) market.listings().get(5);
        assertThat(demand.inReturn()).isInstanceOf(Consideration.InKind.class);
        assertThat(demand.requirements().get(0).job()).get().isInstanceOf(Job.Compute.class);
        assertThat(demand.requirements().get(1).bid()).isEqualTo(Optional.of(Credits.parse("0.5")));
    }

    @Test
    void whatIsWrittenIsReadBackEqual(@TempDir Path folder) throws IOException {
        Market market = read(ALL);
        Path written = folder.resolve("m.jsonl.gz");

        file.write(written, market);

        assertThat(file.read(written)).isEqualTo(market);
    }

    @Test
    void aListingSurvivesTheStoresForm() throws IOException {
        MarketJson json = new MarketJson();
        Demand demand = (Demand) read(ALL).listings().get(5);

        assertThat(json.value(json.document(demand), Demand.class)).isEqualTo(demand);
    }

    @Test
    void webWorkIsReadAndWrittenBack() throws IOException {
        MarketJson json = new MarketJson();
        String line = """
                {"demand":{"id":"d","party":"hub","requirements":[{"name":"%s","least":{"category":"INTERNET_ACCESS",\
                "kilobitsPerSecond":1000},"window":{"from":"now","until":"now+1h"},"job":%s}]}}
                """;
        for (Job job : List.of(
                new Job.LoadTest("https://a.example/x?y", 100, 5, 2), new Job.Spider("http://a.example", 50, 3))) {
            String kind = job instanceof Job.LoadTest ? "LOAD_TEST" : "SPIDER";
            String fields = job instanceof Job.LoadTest
                    ? "\"url\":\"https://a.example/x?y\",\"requests\":100,\"ratePerSecond\":5,\"concurrency\":2"
                    : "\"url\":\"http://a.example\",\"pages\":50,\"depth\":3";
            Demand demand = (Demand) read(HEADER + line.formatted(kind, "{\"kind\":\"" + kind + "\"," + fields + "}"))
                    .listings()
                    .get(0);

            assertThat(demand.requirements().get(0).job()).contains(job);
            assertThat(json.value(json.document(demand), Demand.class)).isEqualTo(demand);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"offer\":{\"id\":\"a\"}}|party: is missing",
                "{\"offer\":{\"id\":\"a b\",\"party\":\"p\",\"spec\":{\"category\":\"MEMORY\",\"megaBytes\":1},\"window\":{\"from\":\"now\",\"until\":\"now+1h\"}}}|listing id \"a b\"",
                "{\"offer\":{\"id\":\"a\",\"party\":\"p\",\"spec\":{\"category\":\"MEMORY\",\"megaBytes\":-1},\"window\":{\"from\":\"now\",\"until\":\"now+1h\"}}}|megaBytes is -1",
                "{\"offer\":{\"id\":\"a\",\"party\":\"p\",\"spec\":{\"category\":\"MEMORY\",\"megaBytes\":1.5},\"window\":{\"from\":\"now\",\"until\":\"now+1h\"}}}|spec.megaBytes",
                "{\"offer\":{\"id\":\"a\",\"party\":\"p\",\"spec\":{\"category\":\"MAGIC\",\"megaBytes\":1},\"window\":{\"from\":\"now\",\"until\":\"now+1h\"}}}|MAGIC",
                "{\"offer\":{\"id\":\"a\",\"party\":\"p\",\"colour\":1,\"spec\":{\"category\":\"MEMORY\",\"megaBytes\":1},\"window\":{\"from\":\"now\",\"until\":\"now+1h\"}}}|colour",
                "{\"offer\":{\"id\":\"a\",\"party\":\"p\",\"spec\":{\"category\":\"MEMORY\",\"megaBytes\":1},\"window\":{\"from\":\"now\",\"until\":\"later\"}}}|window.until",
                "{\"offer\":{\"id\":\"a\",\"party\":\"p\",\"spec\":{\"category\":\"MEMORY\",\"megaBytes\":1},\"window\":{\"from\":\"now+2h\",\"until\":\"now+1h\"}}}|ends before it begins",
                "{\"party\":{\"id\":\"p\",\"creditLimit\":\"NaN\"}}|credits \"NaN\"",
                "{\"demand\":{\"id\":\"d\",\"party\":\"p\",\"requirements\":[]}}|requirements of demand d is 0",
                "{\"demand\":{\"id\":\"d\",\"party\":\"p\",\"requirements\":[{\"name\":\"n\",\"least\":{\"category\":\"INTERNET_ACCESS\",\"kilobitsPerSecond\":1000},\"window\":{\"from\":\"now\",\"until\":\"now+1h\"},\"job\":{\"kind\":\"SPIDER\",\"url\":\"x\",\"pages\":1,\"depth\":1}}]}}|url \"x\": want http://HOST/",
                "{\"demand\":{\"id\":\"d\",\"party\":\"p\",\"requirements\":[{\"name\":\"n\",\"least\":{\"category\":\"MEMORY\",\"megaBytes\":1},\"window\":{\"from\":\"now\",\"until\":\"now+1h\"},\"job\":{\"kind\":\"SPIDER\",\"url\":\"http://a.example/\",\"pages\":1,\"depth\":1}}]}}|a job of internet access on memory",
                "[1]|want a JSON object",
                "{oops|not JSON",
                "{}|want a party, an offer, a demand or a blob",
            })
    void aFaultIsToldWithItsLineAndField(String line, String words) {
        assertThatThrownBy(() -> read(HEADER + line + "\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("m.jsonl, line 2: ")
                .hasMessageContaining(words);
    }

    @Test
    void theSameIdTwiceIsRefused() {
        String party = "{\"party\":{\"id\":\"p\"}}\n";
        assertThatThrownBy(() -> read(HEADER + party + party)).hasMessage("m.jsonl, line 3: party p is there twice");
    }

    @Test
    void anotherFormatIsRefused() {
        assertThatThrownBy(() -> read("{\"format\":\"x\"}\n"))
                .hasMessageStartingWith("m.jsonl, line 1: want {\"format\"");
    }
}
