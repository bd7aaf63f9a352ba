package org.dcrbs.server.replay;

import java.util.Comparator;
import java.util.List;
import org.dcrbs.server.replay.ReplayResult.PartyChange;
import org.dcrbs.server.report.BarChart;
import org.dcrbs.server.report.Html;

/** A replay's result as one page with charts that needs nothing else. */
final class ReplayPage {
    private static final int MOST_BARS = 24;
    private static final int MOST_ROWS = 300;

    private final ReplayResult result;
    private final StringBuilder html = new StringBuilder();

    private ReplayPage(ReplayResult result) {
        this.result = result;
    }

    static String of(ReplayResult result) {
        return new ReplayPage(result).page();
    }

    private String page() {
        soft(ReplayText.ways(result));
        html.append(Html.table(ReplayText.SIDES_HEAD, ReplayText.sides(result), 2));
        paragraph(ReplayText.surplus(result));
        paragraph(ReplayText.chance(result));
        heading("Surplus and commission, in credits");
        html.append(new BarChart("Surplus and commission")
                .bar("surplus before", result.before().surplus())
                .bar("surplus under the draft", result.after().surplus())
                .bar("commission before", result.before().commission())
                .bar("commission, draft", result.after().commission())
                .svg());
        categories();
        parties();
        heading("Pairings");
        paragraph(ReplayText.pairingsInWords(result));
        table(ReplayText.PAIRINGS_HEAD, ReplayText.pairings(result), ReplayText.PAIRINGS_HEAD.size());
        return Html.page(ReplayText.title(result), html.toString());
    }

    private void categories() {
        heading("Valuations: the mean change of those that change, in credits");
        BarChart chart = new BarChart("Mean change of worth by category");
        result.categories()
                .forEach(change -> chart.bar(
                        change.category().numeral() + " " + change.category().words(), change.meanChange()));
        html.append(chart.svg());
        table(ReplayText.CATEGORIES_HEAD, ReplayText.categories(result), 1);
    }

    /** The bars are of those for whom most changes, either way. */
    private void parties() {
        heading("Who gains and who loses, in credits");
        paragraph(ReplayText.partiesInWords(result));
        List<PartyChange> most = result.parties().stream()
                .filter(ReplayText::differs)
                .sorted(Comparator.comparingLong(
                        change -> -Math.abs(change.gainChange().micro())))
                .limit(MOST_BARS)
                .sorted(Comparator.comparing(PartyChange::gainChange))
                .toList();
        if (!most.isEmpty()) {
            BarChart chart = new BarChart("Change of each party's gain");
            most.forEach(change ->
                    chart.bar(change.name().isEmpty() ? change.party().value() : change.name(), change.gainChange()));
            html.append(chart.svg());
        }
        soft("Net is what comes into an account less what goes out. Gain is what a party gets beyond its least ask and"
                + " saves below its highest bid, as the policies of each side state them, less commission.");
        table(ReplayText.PARTIES_HEAD, ReplayText.parties(result), 1);
    }

    private void table(List<String> head, List<List<String>> rows, int numbers) {
        if (rows.isEmpty()) {
            soft("Nothing changes.");
            return;
        }
        html.append(Html.table(head, rows.subList(0, Math.min(MOST_ROWS, rows.size())), numbers));
        if (rows.size() > MOST_ROWS) {
            soft("and " + (rows.size() - MOST_ROWS) + " more, in the files");
        }
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
