package org.dcrbs.server.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows can be copied and works. */
class DocumentedExamplesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MarketJson json = new MarketJson();

    /** The first fenced block of the page that begins so. */
    private static String block(String page, String beginning) throws IOException {
        String text = Files.readString(Samples.folder().resolveSibling("docs").resolve(page));
        int from = text.indexOf(beginning);
        return text.substring(from, text.indexOf("```", from));
    }

    @Test
    void theMappingReadsTheListThatItIsFor(@TempDir Path folder) throws IOException {
        Mapping mapping = Mapping.parse("import.md", block("import.md", "{\n  \"format\""), json);
        Path machines = Files.writeString(
                folder.resolve("machines.csv"),
                "host,cores,gigabytes,gpus,model,price\nnode-1,16,64,2,T4,3.5\nnode-2,8,32,0,,\n");

        ImportReport report = new Importer(json, NOW).importAll(mapping, Map.of("machines", machines), Limits.DEFAULT);

        assertThat(report.market().listings())
                .extracting(listing -> listing.id().value())
                .containsExactly("node-1.memory", "node-1.gpu1", "node-1.gpu2", "node-2.memory");
    }

    @Test
    void theMarketIsOne() throws IOException {
        String text = block("market-file.md", "{\"format\"");

        Market market = new MarketFile(json, NOW)
                .read("market-file.md", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(market.parties()).hasSize(2);
        assertThat(market.listings()).hasSize(2);
        assertThat(market.blobs()).hasSize(1);
    }
}
