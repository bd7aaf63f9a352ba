package org.dcrbs.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.dcrbs.market.Category;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Storage;
import org.dcrbs.server.listing.MarketJson;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private final RoundReport report = Samples.report();

    @Test
    void theTextTellsWhoGotWhatFromWhomAtWhatWorth() {
        assertThat(TextReport.of(report))
                .contains("  got by  from  what              worth  state")
                .contains("  studio  lab   file <b>&amp.csv  2.000  delivered")
                .contains("1 of 2 demands served")
                .contains("gap 25.00%, proven by prices")
                .contains("Commission for the coordinator: 0.250")
                .contains("All accounts together: 0.000");
    }

    @Test
    void theTextShowsAFewReasonsAndCountsTheOthers() {
        assertThat(TextReport.of(report))
                .contains("  lab.wish of lab\n    first reason\n    second reason\n    third reason\n    and 1 more\n")
                .doesNotContain("fourth reason");
    }

    @Test
    void whatWaitsForPeopleIsNamed() {
        assertThat(TextReport.of(report)).contains("('dcrbs inbox list' shows it)\n  lab.film\n");
        assertThat(HtmlReport.of(report)).contains("<li>lab.film</li>");
    }

    @Test
    void thePageNeedsNothingElseAndRunsNothing() {
        assertThat(HtmlReport.of(report))
                .startsWith("<!doctype html>")
                .contains("<svg")
                .doesNotContain("http")
                .doesNotContain("src=")
                .doesNotContain("<script");
    }

    @Test
    void thePageEscapesWhatComesFromOutside() {
        assertThat(HtmlReport.of(report))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("file &lt;b&gt;&amp;amp.csv")
                .contains("fourth reason");
    }

    @Test
    void theJsonReadsBackAsTheSameReport() {
        MarketJson json = new MarketJson();

        assertThat(json.mapper().readValue(json.write(report), RoundReport.class))
                .isEqualTo(report);
    }

    @Test
    void worthIsSummedByCategory() {
        assertThat(report.worthByCategory()).containsOnly(entry(Category.FILE, Credits.of(2)));
    }

    @Test
    void barsOfNegativeAmountsGoToTheLeftOfZero() {
        String svg = new BarChart("two")
                .bar("less", Credits.of(-1))
                .bar("more", Credits.of(1))
                .svg();

        assertThat(svg).contains("class=\"less\"").contains("class=\"more\"").contains(">-1.000<");
    }

    @Test
    void aChartOfNothingButZerosHasNoLengths() {
        assertThat(new BarChart("none").bar("zero", Credits.ZERO).svg()).contains("width=\"1\"");
    }

    @Test
    void specsAreToldAsPeopleSayThem() {
        assertThat(SpecWords.of(new ComputingPower(500, 9000, 0))).isEqualTo("0.5 processors, 9000 MIPS");
        assertThat(SpecWords.of(new ComputingPower(1000, 0, 0))).isEqualTo("1 processor");
        assertThat(SpecWords.of(new Memory(64, 0, 0))).isEqualTo("64 MB of memory");
        assertThat(SpecWords.of(new Storage(16, 0, 0, 0))).isEqualTo("16 MB of storage");
        assertThat(SpecWords.of(new Peripheral(Peripheral.Kind.PRINTER, 600, 24, 20)))
                .isEqualTo("printer, 600 dpi, 20 a minute");
        assertThat(SpecWords.of(new FileHeader("", "", "", "palette", "", 0, "")))
                .isEqualTo("file palette");
        assertThat(SpecWords.of(new InternetAccess(InternetAccess.Medium.FIBRE, 2500, 0, 0)))
                .isEqualTo("2.5 Mbit/s, fibre");
        assertThat(SpecWords.of(new Money(Money.Form.CASH, "EUR", 5_000_000))).isEqualTo("5 EUR cash");
    }
}
