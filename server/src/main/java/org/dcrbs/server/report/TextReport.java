package org.dcrbs.server.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.report.RoundReport.Deal;
import org.dcrbs.server.report.RoundReport.Delivery;
import org.dcrbs.server.report.RoundReport.LeftOut;
import org.dcrbs.server.report.RoundReport.Row;
import org.dcrbs.server.report.RoundReport.Standing;
import org.dcrbs.server.round.RoundResult;

/** The account of a round for the terminal. */
public final class TextReport {
    private static final int MOST_REASONS = 3;
    /** Larger rounds are for the page and the JSON. */
    private static final int MOST_ROWS = 100;

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    public static String of(RoundReport report) {
        TextReport made = new TextReport();
        made.head(report);
        made.deliveries(report);
        made.waiting(report);
        made.leftOut(report);
        made.standings(report);
        return made.text.toString();
    }

    private void head(RoundReport report) {
        line("Round " + report.round() + ": " + report.stage().words()
                + report.policyVersion().map(version -> ", policy " + version).orElse(""));
        report.failure().ifPresent(reason -> line("It was given up: " + reason));
        if (report.result().isPresent()) {
            RoundResult result = report.result().get();
            line(String.format(
                    Locale.ROOT,
                    "%d of %d demands served by %d pairings, out of %d offers of %d parties, %d candidates, in %.1f s.",
                    result.servedDemands(),
                    result.demands(),
                    result.pairings(),
                    result.offers(),
                    result.parties(),
                    result.candidates(),
                    result.solveSeconds()));
            line(Figures.quality(result));
        }
    }

    private void deliveries(RoundReport report) {
        if (report.deals().isEmpty()) {
            return;
        }
        line("");
        line("Who got what from whom, at what worth");
        List<Object[]> rows = new ArrayList<>();
        for (Row row : report.rows()) {
            Delivery delivery = row.delivery();
            rows.add(new Object[] {
                delivery.taker(), delivery.giver(), delivery.what(), Figures.credits(delivery.worth()), row.state()
            });
        }
        table(List.of("got by", "from", "what", "worth", "state"), rows, 3);
        line("Commission for the coordinator: " + Figures.credits(report.commission()));
        for (Deal deal : report.deals()) {
            deal.reason().ifPresent(reason -> line(deal.contract() + " is " + deal.state() + ": " + reason));
        }
    }

    private void waiting(RoundReport report) {
        if (!report.waiting().isEmpty()) {
            line("");
            line("What waits for people to agree on a worth ('dcrbs inbox list' shows it)");
            report.waiting().stream().limit(MOST_ROWS).forEach(demand -> line("  " + demand));
            more(report.waiting().size() - MOST_ROWS, "  ");
        }
    }

    private void leftOut(RoundReport report) {
        if (report.leftOut().isEmpty()) {
            return;
        }
        line("");
        line("What stayed out, and why");
        for (LeftOut one : report.leftOut().stream().limit(MOST_ROWS).toList()) {
            line("  " + one.demand() + one.party().map(party -> " of " + party).orElse(""));
            one.reasons().stream().limit(MOST_REASONS).forEach(reason -> line("    " + reason));
            more(one.reasons().size() - MOST_REASONS, "    ");
        }
        more(report.leftOut().size() - MOST_ROWS, "  ");
    }

    private void standings(RoundReport report) {
        line("");
        line("How the accounts stand, in credits");
        List<Object[]> rows = new ArrayList<>();
        for (Standing standing : report.standings()) {
            rows.add(new Object[] {
                standing.party(),
                Figures.credits(standing.gave()),
                Figures.credits(standing.got()),
                Figures.signed(standing.commission()),
                Figures.signed(standing.balance())
            });
        }
        table(List.of("party", "gave", "got", "commission", "balance"), rows, 1, 2, 3, 4);
        line("All accounts together: " + Figures.credits(report.sumOfBalances()));
        line("A balance also has what checks of work cost and paid.");
    }

    private void table(List<String> head, List<Object[]> rows, int... rightAligned) {
        text.append(TextTable.of(
                head,
                rows.stream()
                        .limit(MOST_ROWS)
                        .map(row -> Arrays.stream(row).map(TextReport::cell).toList())
                        .toList(),
                rightAligned));
        more(rows.size() - MOST_ROWS, "  ");
    }

    private void more(int rows, String indent) {
        if (rows > 0) {
            line(indent + "and " + rows + " more");
        }
    }

    private static String cell(Object value) {
        return value instanceof PartyId party ? party.value() : String.valueOf(value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
