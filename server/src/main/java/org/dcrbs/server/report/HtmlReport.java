package org.dcrbs.server.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dcrbs.server.report.RoundReport.Deal;
import org.dcrbs.server.report.RoundReport.Delivery;
import org.dcrbs.server.report.RoundReport.LeftOut;
import org.dcrbs.server.report.RoundReport.Row;
import org.dcrbs.server.report.RoundReport.Standing;
import org.dcrbs.server.round.RoundResult;

/** The account of a round as one page that needs nothing else. */
public final class HtmlReport {
    private static final int MOST_BARS = 40;

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2733; --soft: #5b6b7b; --line: #d5dde5; --more: #1f7a8c;
              --less: #b5532f; --paper: #fff; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e3e9ef; --soft: #9fb0c0; --line: #36424e;
              --more: #4fb3c6; --less: #e08a66; --paper: #151c23; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 58rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; margin-bottom: .2rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            p.soft, li span, td.soft { color: var(--soft); }
            table { border-collapse: collapse; width: 100%; } .wide { overflow-x: auto; }
            th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
            th { font-weight: 600; color: var(--soft); }
            .number { text-align: right; font-variant-numeric: tabular-nums; }
            svg { width: 100%; max-width: 640px; } svg text { font: 13px system-ui, sans-serif; fill: var(--ink); }
            .more { fill: var(--more); } .less { fill: var(--less); } .zero { stroke: var(--soft); }
            """;

    private final RoundReport report;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(RoundReport report) {
        this.report = report;
    }

    public static String of(RoundReport report) {
        return new HtmlReport(report).page();
    }

    private String page() {
        String title = "Round " + Html.escape(report.round());
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title
                + " - DCRBS</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<h1>" + title + "</h1>\n");
        head();
        deliveries();
        charts();
        leftOut();
        standings();
        return html.append("</body>\n</html>\n").toString();
    }

    private void head() {
        soft(report.stage().words()
                + report.policyVersion().map(version -> ", policy " + version).orElse(""));
        report.failure().ifPresent(reason -> paragraph("It was given up: " + reason));
        if (report.result().isPresent()) {
            RoundResult result = report.result().get();
            paragraph(String.format(
                    Locale.ROOT,
                    "%d of %d demands were served by %d pairings, out of %d offers of %d parties.",
                    result.servedDemands(),
                    result.demands(),
                    result.pairings(),
                    result.offers(),
                    result.parties()));
            paragraph(Figures.quality(result));
        }
    }

    private void deliveries() {
        List<List<String>> rows = new ArrayList<>();
        for (Row row : report.rows()) {
            Delivery delivery = row.delivery();
            rows.add(List.of(
                    delivery.taker().value(),
                    delivery.giver().value(),
                    delivery.what(),
                    delivery.demand() + ", " + delivery.requirement(),
                    row.state(),
                    Figures.credits(delivery.worth())));
        }
        if (!rows.isEmpty()) {
            heading("Who got what from whom, at what worth");
            html.append(Html.table(List.of("got by", "from", "what", "for", "state", "worth"), rows, 5));
            soft("Commission for the coordinator: " + Figures.credits(report.commission()) + " credits.");
        }
        for (Deal deal : report.deals()) {
            deal.reason().ifPresent(reason -> paragraph(deal.contract() + " is " + deal.state() + ": " + reason));
        }
    }

    private void charts() {
        if (report.deals().isEmpty()) {
            return;
        }
        heading("Worth by category, in credits");
        BarChart worth = new BarChart("Worth by category");
        report.worthByCategory()
                .forEach((category, amount) -> worth.bar(category.numeral() + " " + category.words(), amount));
        html.append(worth.svg());
    }

    private void leftOut() {
        if (report.leftOut().isEmpty()) {
            return;
        }
        heading("What stayed out, and why");
        html.append("<ul>\n");
        for (LeftOut one : report.leftOut()) {
            html.append("<li>" + Html.escape(one.demand())
                    + one.party().map(party -> " of " + Html.escape(party)).orElse(""));
            one.reasons().forEach(reason -> html.append("<br><span>" + Html.escape(reason) + "</span>"));
            html.append("</li>\n");
        }
        html.append("</ul>\n");
    }

    private void standings() {
        heading("How the accounts stand, in credits");
        BarChart balances = new BarChart("Balances");
        List<List<String>> rows = new ArrayList<>();
        for (Standing standing : report.standings()) {
            balances.bar(standing.name(), standing.balance());
            rows.add(List.of(
                    standing.name(),
                    Figures.credits(standing.gave()),
                    Figures.credits(standing.got()),
                    Figures.signed(standing.commission()),
                    Figures.signed(standing.balance())));
        }
        if (report.standings().size() <= MOST_BARS) {
            html.append(balances.svg());
        }
        html.append(Html.table(List.of("party", "gave", "got", "commission", "balance"), rows, 1));
        soft("All accounts together: " + Figures.credits(report.sumOfBalances()) + ".");
    }

    private void heading(String words) {
        html.append("<h2>" + Html.escape(words) + "</h2>\n");
    }

    private void paragraph(String words) {
        html.append("<p>" + Html.escape(words) + "</p>\n");
    }

    private void soft(String words) {
        html.append("<p class=\"soft\">" + Html.escape(words) + "</p>\n");
    }
}
