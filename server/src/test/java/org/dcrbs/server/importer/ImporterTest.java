package org.dcrbs.server.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Requirement;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String WINDOW = "'window':{'from':'now','until':'now+1h'}";
    private static final String HUB = "'always':{'parties':[{'id':'hub','role':'COORDINATOR'}]}";

    @TempDir
    private Path folder;

    private final MarketJson json = new MarketJson();

    private ImportReport load(String mapping, String rows) throws IOException {
        return load(mapping, Files.writeString(folder.resolve("rows.csv"), rows), Limits.DEFAULT);
    }

    private ImportReport load(String mapping, Path rows, Limits limits) {
        String text = ("{'format':'dcrbs-mapping/1'," + HUB + "," + mapping + "}")
                .replace('\'', '"')
                .replace('`', '\'');
        return new Importer(json, NOW).importAll(Mapping.parse("map.json", text, json), Map.of("rows", rows), limits);
    }

    private static String offers(String offer) {
        return "'inputs':{'rows':{'parties':[{'id':'{host}'}],'offers':[{" + offer + "}]}}";
    }

    private static final String MEMORY = offers(
            "'id':'{host}.memory','party':'{host}','spec':{'category':'MEMORY','megaBytes':'=gb * 1000'}," + WINDOW);

    @Test
    void aFormulaIsRoundedDownInAnOfferAndUpInADemand() throws IOException {
        ImportReport report = load(
                "'inputs':{'rows':{'parties':[{'id':'{host}'}],'offers':[{'id':'{host}.m','party':'{host}','spec':{'category':'MEMORY','megaBytes':'=gb * 1000.5'},"
                        + WINDOW
                        + "}],'demands':[{'id':'{host}.d','party':'{host}','requirements':[{'name':'m','least':{'category':'MEMORY','megaBytes':'=gb * 1000.5'},"
                        + WINDOW + "}]}]}}",
                "host,gb\na,1\n");

        assertThat(((Offer) report.market().listings().get(0)).spec()).isEqualTo(new Memory(1000, 0, 0));
        assertThat(((Demand) report.market().listings().get(1))
                        .requirements()
                        .get(0)
                        .least())
                .isEqualTo(new Memory(1001, 0, 0));
    }

    @Test
    void anOfferIsRepeatedAndLeftOutAsTheRowSays() throws IOException {
        ImportReport report = load(
                "'tables':{'speed':{'T4':8100,'*':1}},"
                        + offers(
                                "'when':'=up','repeat':'=gpus','id':'{host}.{#}','party':'{host}','spec':{'category':'COMPUTING_POWER','milliProcessors':1000,'mflops':'=speed[model]'},'ask':'=price',"
                                        + WINDOW),
                "host,up,gpus,model,price\na,1,2,T4,1.25\nb,1,1,X,\nc,0,3,T4,1\nd,1,0,T4,1\n");

        assertThat(report.market().listings())
                .extracting(listing -> listing.id().value())
                .containsExactly("a.1", "a.2", "b.1");
        Offer first = (Offer) report.market().listings().get(0);
        assertThat(first.spec()).isEqualTo(new ComputingPower(1000, 0, 8100));
        assertThat(first.ask()).contains(Credits.parse("1.25"));
        assertThat(((Offer) report.market().listings().get(2)).ask()).isEmpty();
        assertThat(report.market().parties()).hasSize(5);
    }

    @Test
    void aCellNeverBecomesAPartOfAnExpression() throws IOException {
        ImportReport report = load(
                offers(
                        "'id':'{host}','party':'{host}','spec':{'category':'MEMORY','megaBytes':'=mb'}," + WINDOW
                                + ",'serves':['taker.id == {friend}','taker.role in {roles split `|`}','requirement.spec.megaBytes <= {= mb * 2}']"),
                "host,mb,friend,roles\na,5,x' || true || ',PEER|PEER|O'N\\\nb,6,,PEER\n");

        assertThat(report.market().listings())
                .extracting(listing -> ((Offer) listing).serves().expression())
                .containsExactly(
                        "(taker.id == 'x\\' || true || \\'') && (taker.role in ['PEER', 'O\\'N\\\\']) && (requirement.spec.megaBytes <= 10)",
                        "(taker.role in ['PEER']) && (requirement.spec.megaBytes <= 12)");
    }

    @Test
    void aBadRowRefusesTheWholeAndSaysWhereAndWhy() {
        assertThatThrownBy(() -> load(MEMORY, "host,gb\na,1\nb,lots\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(
                        "rows.csv, line 3: offers[0]: column gb: \"lots\" is not a plain decimal number")
                .hasMessageContaining("gb=\"lots\"");
        assertThatThrownBy(() -> load(MEMORY, "host,gb\na,-1\n")).hasMessageContaining("megaBytes is -1000");
        assertThatThrownBy(() -> load(MEMORY, "host,gb\na,\n")).hasMessageContaining("megaBytes: is missing");
        assertThatThrownBy(() -> load(MEMORY, "host,gb\na b,1\n")).hasMessageContaining("party id \"a b\"");
        assertThatThrownBy(() -> load(MEMORY, "host,gb\na,1,2\n")).hasMessageContaining("line 2: 3 cells; want 2");
        assertThatThrownBy(() -> load(MEMORY, "host,gb\na,1e9\n")).hasMessageContaining("\"1e9\"");
        assertThatThrownBy(() -> load(MEMORY, "host,gb\na,99999999999999999\n")).hasMessageContaining("out of range");
        assertThatThrownBy(() -> load(MEMORY, "host,gb\na,1\na,1\n")).hasMessageContaining("listing a.memory is there");
    }

    @Test
    void badRowsAreSkippedWholeAndCountedWhenThatIsAsked() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.csv"), "host,gb\na,1\nb,lots\nc\nd,2\n");

        ImportReport report = load(MEMORY, rows, Limits.DEFAULT.skippingBad(true));

        assertThat(report.skipped()).isEqualTo(2);
        assertThat(report.rows()).containsEntry("rows", 4L);
        assertThat(report.reasons())
                .extracting(reason -> reason.substring(0, 16))
                .containsExactly("rows.csv, line 3", "rows.csv, line 4");
        assertThat(report.market().parties())
                .extracting(party -> party.id().value())
                .containsExactly("hub", "a", "d");
    }

    @Test
    void quotesSeparatorsByteOrderMarksAndForeignColumnsAreUnderstood() throws IOException {
        ImportReport report = load(
                "'inputs':{'rows':{'source':{'kind':'csv','separator':';'},'parties':[{'id':'{host}','name':'{`a name`}'}]}}",
                "\uFEFFhost;a name;other\r\nx;\"Say \"\"hi\"\"; there\";1\r\n");

        assertThat(report.market().parties().get(1).name()).isEqualTo("Say \"hi\"; there");
    }

    @Test
    void aFileWithoutHeaderHasItsColumnsNamedByTheMapping() throws IOException {
        ImportReport report = load(
                "'inputs':{'rows':{'source':{'columns':['host','gb'],'header':false},'parties':[{'id':'{host}'}]}}",
                "x,1\ny,2\n");

        assertThat(report.market().parties()).hasSize(3);
    }

    @Test
    void batchesAreReadItemByItem() throws IOException {
        ImportReport report = load(
                "'inputs':{'rows':{'source':{'kind':'batches'},'parties':[{'id':'t{batch}'}],'demands':[{'id':'{batch}-{position}','party':'t{batch}','requirements':[{'name':'{item}','least':{'category':'MEMORY','megaBytes':1},'window':{'from':'now+{time-1800000}s','until':'now+1h'}}]}]}}",
                "1800000 m,|,a,b,|,\n1800300 c,|\n");

        assertThat(report.market().listings())
                .extracting(listing -> listing.id().value())
                .containsExactly("1-1", "2-1", "2-2", "3-1");
        Requirement last =
                ((Demand) report.market().listings().get(3)).requirements().get(0);
        assertThat(last.name()).isEqualTo("c");
        assertThat(last.window().from()).isEqualTo(NOW.plusSeconds(300));
        assertThatThrownBy(() -> load("'inputs':{'rows':{'source':{'kind':'batches'}}}", "1800000 m,|,a\n"))
                .hasMessage("rows.csv, line 1: want a time, a space, then items and bars, a bar last");
    }

    @Test
    void theSamePartyOnOtherTermsIsRefused() {
        assertThatThrownBy(() -> load(
                        "'inputs':{'rows':{'parties':[{'id':'{host}','creditLimit':'=gb'}]}}", "host,gb\na,1\na,2\n"))
                .hasMessageContaining("line 3: party a is there already, on other terms");
    }

    @Test
    void aListingOfNobodyAndAMarketWithTwoCoordinatorsAreRefused() {
        assertThatThrownBy(() -> load(
                        "'inputs':{'rows':{'offers':[{'id':'{host}','party':'nobody','spec':{'category':'MEMORY','megaBytes':1},"
                                + WINDOW + "}]}}",
                        "host\na\n"))
                .hasMessageContaining("no party nobody");
        assertThatThrownBy(
                        () -> load("'inputs':{'rows':{'parties':[{'id':'{host}','role':'COORDINATOR'}]}}", "host\na\n"))
                .hasMessageContaining("2 coordinators");
    }

    @Test
    void hostileFilesAreRefused() throws IOException {
        Limits small = new Limits(Long.MAX_VALUE, 3, 1000, 100_000, 100, false);
        String big = "x".repeat(2000);
        assertRefused("host,gb\n" + big + ",1\n", small, "after line 1");
        assertRefused("host,gb\n\"" + "a\n".repeat(1000) + "\",1\n", small, "after line 1");
        assertRefused("host,gb\n\"a,1\n", small, "after line 1");
        assertRefused("host,gb\n\"a\"b,1\n", small, "after line 1");
        assertRefused("host,gb\n" + ",".repeat(1100), small, "after line 1");
        assertRefused("host,host\n", small, "two columns are named \"host\"");
        assertRefused("", small, "empty");
        assertRefused("host\na\n", small, "no column \"gb\"; has host");
        assertRefused("host,gb\na,1\nb,1\nc,1\nd,1\n", small, "more than 3 rows");
        assertThatThrownBy(() ->
                        load(MEMORY, Files.write(folder.resolve("l.csv"), new byte[] {'h', (byte) 0xe9, '\n'}), small))
                .hasMessage("l.csv, after line 0: not UTF-8");
        assertThatThrownBy(() -> load(MEMORY, folder.resolve("absent.csv"), small))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> load(MEMORY, Files.writeString(folder.resolve("f.csv.gz"), "host"), small))
                .hasMessageContaining("f.csv.gz: can't be read");
    }

    private void assertRefused(String rows, Limits limits, String words) throws IOException {
        Path file = Files.writeString(folder.resolve("h.csv"), rows);
        assertThatThrownBy(() -> load(MEMORY, file, limits))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("h.csv")
                .hasMessageContaining(words);
    }

    @Test
    void aSmallFileThatUnpacksToALargeOneIsRefused() throws IOException {
        Path bomb = folder.resolve("bomb.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write("host,gb\n".getBytes(StandardCharsets.UTF_8));
            out.write(new byte[2_000_000]);
        }
        assertThatThrownBy(() -> load(MEMORY, bomb, new Limits(9, 9, 10_000_000, 1_000_000, 9, true)))
                .hasMessageContaining("larger than 1000000 bytes");
    }

    @Test
    void onlyTheFirstRowsAreReadWhenThatIsAsked() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.csv"), "host,gb\na,1\nb,1\nc,1\n");

        assertThat(load(MEMORY, rows, Limits.DEFAULT.firstRows(2)).offers()).isEqualTo(2);
    }

    @Test
    void theInputsMustBeThoseOfTheMapping() {
        Mapping mapping = Mapping.parse("m", "{\"format\":\"dcrbs-mapping/1\",\"inputs\":{\"a\":{},\"b\":{}}}", json);

        assertThat(List.copyOf(mapping.inputNames())).containsExactly("a", "b");
        assertThatThrownBy(() -> new Importer(json, NOW).importAll(mapping, Map.of("a", folder), Limits.DEFAULT))
                .hasMessage("mapping import wants the inputs [a, b], has [a]");
    }
}
