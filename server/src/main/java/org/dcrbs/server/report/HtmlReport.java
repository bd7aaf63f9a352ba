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

    private final RoundReport report;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(RoundReport report) {
        this.report = report;
    }

    public static String of(RoundReport report) {
        return new HtmlReport(report).page();
    }

    private String page() {
        head();
        deliveries();
        charts();
        waiting();
        leftOut();
        standings();
        return Html.page("Round " + report.round(), html.toString());
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

    private void waiting() {
        if (!report.waiting().isEmpty()) {
            heading("What waits for people to agree on a worth");
            html.append("<ul>\n");
            report.waiting().forEach(demand -> html.append("<li>" + Html.escape(demand) + "</li>\n"));
            html.append("</ul>\n");
        }
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
        soft("All accounts together: " + Figures.credits(report.sumOfBalances())
                + ". A balance also has what checks of work cost and paid.");
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
