package org.dcrbs.server.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dcrbs.market.Credits;
import org.dcrbs.server.replay.ReplayResult.CategoryChange;
import org.dcrbs.server.replay.ReplayResult.Kind;
import org.dcrbs.server.replay.ReplayResult.PairingChange;
import org.dcrbs.server.replay.ReplayResult.PartyChange;
import org.dcrbs.server.replay.ReplayResult.Side;
import org.dcrbs.server.report.Figures;
import org.dcrbs.server.report.TextTable;

/** A replay's result in tables of words: for the terminal, and the rows for the page. */
final class ReplayText {
    static final List<String> SIDES_HEAD =
            List.of("", "policy", "demands", "pairings", "worth", "commission", "surplus", "bound", "gap", "seconds");
    static final List<String> CATEGORIES_HEAD = List.of(
            "category", "lots", "changed", "mean before", "mean change", "largest change", "of", "refused", "admitted");
    static final List<String> PAIRINGS_HEAD =
            List.of("what", "demand", "taker", "category", "from before", "worth before", "from after", "worth after");
    static final List<String> PARTIES_HEAD =
            List.of("party", "net before", "net after", "change", "gain before", "gain after", "change");

    private static final int MOST_PARTIES = 20;
    private static final int MOST_PAIRINGS = 20;

    private ReplayText() {}

    static String of(ReplayResult result) {
        StringBuilder text = new StringBuilder();
        text.append(title(result)).append('\n');
        text.append(ways(result)).append("\n\n");
        text.append(TextTable.of(SIDES_HEAD, sides(result), 2, 3, 4, 5, 6, 7, 8, 9));
        text.append(surplus(result)).append('\n');
        text.append(chance(result)).append("\n\n");
        text.append("Valuations\n");
        text.append(TextTable.of(CATEGORIES_HEAD, categories(result), 1, 2, 3, 4, 5, 7, 8));
        text.append("\nPairings: ").append(pairingsInWords(result)).append('\n');
        if (!result.pairings().isEmpty()) {
            List<List<String>> rows = pairings(result);
            text.append(TextTable.of(PAIRINGS_HEAD, rows.subList(0, Math.min(MOST_PAIRINGS, rows.size())), 5, 7));
            more(text, rows.size() - MOST_PAIRINGS);
        }
        text.append("\nWho gains and who loses: ")
                .append(partiesInWords(result))
                .append('\n');
        List<List<String>> parties = parties(result);
        if (!parties.isEmpty()) {
            text.append(TextTable.of(
                    PARTIES_HEAD, parties.subList(0, Math.min(MOST_PARTIES, parties.size())), 1, 2, 3, 4, 5, 6));
            more(text, parties.size() - MOST_PARTIES);
        }
        return text.toString();
    }

    static String title(ReplayResult result) {
        return (result.subject().equals("live") ? "The live market" : "Round " + result.subject()) + " under "
                + result.after().policy();
    }

    /** How it was made, and how far it can be relied on. */
    static String ways(ReplayResult result) {
        String limits = String.format(
                Locale.ROOT,
                "Both sides were decided in this replay on the market of %s, with seed %d, at most %d steps and %d s each.",
                result.cutOff(),
                result.options().seed(),
                result.options().steps().orElse(0),
                result.options().solveSeconds());
        return result.before().repeatable() && result.after().repeatable()
                ? limits + " The same replay comes out the same."
                : limits + " The time was up before the steps were: another replay may differ a little.";
    }

    static List<List<String>> sides(ReplayResult result) {
        List<List<String>> rows = new ArrayList<>();
        result.real().ifPresent(real -> rows.add(side("real", real)));
        rows.add(side("before", result.before()));
        rows.add(side("draft", result.after()));
        return rows;
    }

    static String surplus(ReplayResult result) {
        Credits change = result.after().surplus().minus(result.before().surplus());
        return "Surplus " + Figures.signed(change) + " as each side values it; as the policies of then value both, "
                + Figures.signed(
                        result.surplusAtOldWorths().minus(result.before().surplus())) + ". Commission "
                + Figures.signed(
                        result.after().commission().minus(result.before().commission())) + ".";
    }

    /** How much of the difference may be none. */
    static String chance(ReplayResult result) {
        return String.format(
                Locale.ROOT,
                "By chance alone: with another seed the policies of then serve %d requirements otherwise, and a party gains"
                        + " %s more or less in the mean; the draft serves %d otherwise, and it is %s.",
                result.chance().pairings(),
                Figures.credits(result.chance().gain()),
                result.pairings().size(),
                Figures.credits(Standings.meanGainChange(result.parties())));
    }

    static List<List<String>> categories(ReplayResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (CategoryChange change : result.categories()) {
            rows.add(List.of(
                    change.category().numeral() + " " + change.category().words(),
                    String.valueOf(change.lots()),
                    String.valueOf(change.changed()),
                    Figures.credits(change.meanBefore()),
                    Figures.signed(change.meanChange()),
                    change.largest().map(lot -> Figures.signed(lot.change())).orElse(""),
                    change.largest().map(lot -> lot.lot().toString()).orElse(""),
                    String.valueOf(change.refused()),
                    String.valueOf(change.admitted())));
        }
        return rows;
    }

    static String pairingsInWords(ReplayResult result) {
        List<String> counts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count = result.pairings().stream()
                    .filter(change -> change.kind() == kind)
                    .count();
            counts.add(count + " " + kind.words());
        }
        return String.join(", ", counts);
    }

    static List<List<String>> pairings(ReplayResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (PairingChange change : result.pairings()) {
            rows.add(List.of(
                    change.kind().words(),
                    change.demand() + ", " + change.requirement(),
                    change.taker().value(),
                    change.category().words(),
                    change.before().map(deal -> deal.giver().value()).orElse(""),
                    change.before().map(deal -> Figures.credits(deal.worth())).orElse(""),
                    change.after().map(deal -> deal.giver().value()).orElse(""),
                    change.after().map(deal -> Figures.credits(deal.worth())).orElse("")));
        }
        return rows;
    }

    static String partiesInWords(ReplayResult result) {
        long gain = result.parties().stream()
                .filter(party -> party.gainChange().micro() > 0)
                .count();
        long lose = result.parties().stream()
                .filter(party -> party.gainChange().isNegative())
                .count();
        return gain + " gain, " + lose + " lose, " + (result.parties().size() - gain - lose) + " neither";
    }

    /** Those for whom anything changes, those who lose most first. */
    static List<List<String>> parties(ReplayResult result) {
        return result.parties().stream()
                .filter(ReplayText::differs)
                .map(change -> List.of(
                        change.name().isEmpty() ? change.party().value() : change.name(),
                        Figures.signed(change.before().net()),
                        Figures.signed(change.after().net()),
                        Figures.signed(change.netChange()),
                        Figures.signed(change.before().gain()),
                        Figures.signed(change.after().gain()),
                        Figures.signed(change.gainChange())))
                .toList();
    }

    static boolean differs(PartyChange change) {
        return !change.before().equals(change.after());
    }

    private static List<String> side(String name, Side side) {
        return List.of(
                name,
                side.policy(),
                String.valueOf(side.servedDemands()),
                String.valueOf(side.pairings()),
                Figures.credits(side.worth()),
                Figures.credits(side.commission()),
                Figures.credits(side.surplus()),
                Figures.credits(side.bound()),
                String.format(Locale.ROOT, "%.2f%%", 100 * side.gap()),
                String.format(Locale.ROOT, "%.1f", side.solveSeconds()));
    }

    private static void more(StringBuilder text, int rows) {
        if (rows > 0) {
            text.append("  and ").append(rows).append(" more, in the files\n");
        }
    }
}
