package org.dcrbs.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A rate card: a sheet that says in its first row which fact it is about, in its second which conditions and verbs its
 * columns hold, and in each row below one rule. Becomes the rules that it stands for, which then pass the same guards as
 * rules that somebody wrote.
 */
final class RateCard {
    private static final int HEADERS = 1;

    private final Sheet sheet;
    private final List<CardColumn> columns = new ArrayList<>();
    private final List<Diagnostic> wrong = new ArrayList<>();

    private RateCard(Sheet sheet) {
        this.sheet = sheet;
    }

    /** The rules of the sheet, or what is wrong with which cell. */
    static PolicyFile translated(Sheet sheet) throws PolicyException {
        RateCard card = new RateCard(sheet);
        String text = card.translate();
        if (!card.wrong.isEmpty()) {
            throw new PolicyException(card.wrong);
        }
        return new PolicyFile(sheet.file(), text);
    }

    private String translate() {
        wrong.addAll(sheet.mergedCells());
        String fact = sheet.at(0, 1);
        Optional<Words> words = Vocabulary.of(fact);
        if (!sheet.at(0, 0).equals("about")) {
            wrong.add(sheet.wrong(0, 0, "want the word about, and in B1 the fact that the card is about"));
        } else if (words.isEmpty()) {
            wrong.add(sheet.wrong(0, 1, "\"" + fact + "\" is no fact" + Suggestion.of(fact, Vocabulary.facts())));
        } else {
            readHeaders(words.get());
        }
        if (!wrong.isEmpty()) {
            return "";
        }
        List<Integer> rows = rows();
        rows.forEach(this::checkRow);
        if (wrong.isEmpty()) {
            new CardLint(sheet, columns, wrong).check(rows);
        }
        return "package " + FormGuard.PACKAGE + "\nimport " + Vocabulary.FACTS_PACKAGE + "." + fact + "\n"
                + (wrong.isEmpty() ? rows.stream().map(row -> rule(fact, row)).collect(Collectors.joining()) : "");
    }

    private void readHeaders(Words words) {
        int width = sheet.width(HEADERS);
        for (int i = 0; i < width; i++) {
            try {
                CardColumn column = CardColumn.of(sheet.at(HEADERS, i), words);
                if (columns.contains(column)) {
                    wrong.add(sheet.wrong(HEADERS, i, "\"" + sheet.at(HEADERS, i) + "\" is there twice"));
                }
                columns.add(column);
            } catch (Misspoken e) {
                wrong.add(sheet.wrong(HEADERS, i, e.message()));
            }
        }
        if (wrong.isEmpty()) {
            checkPairs();
            if (columns.stream().allMatch(CardColumn::isCondition)) {
                wrong.add(sheet.wrong(
                        HEADERS,
                        width,
                        "want a verb as the last header, such as "
                                + words.verbs().keySet().iterator().next()));
            }
        }
    }

    private void checkPairs() {
        for (int i = 0; i < columns.size(); i++) {
            CardColumn column = columns.get(i);
            int partner = column.role() == CardColumn.Role.FROM ? i + 1 : i - 1;
            boolean paired = partner >= 0
                    && partner < columns.size()
                    && columns.get(partner).isRange()
                    && columns.get(partner).word().equals(column.word());
            if (column.isRange() && !paired) {
                wrong.add(sheet.wrong(
                        HEADERS,
                        i,
                        "want \"" + column.word() + " from\" and right beside it \"" + column.word() + " below\""));
            }
        }
    }

    /** The rows with rules; blank ones are passed over. */
    private List<Integer> rows() {
        List<Integer> rows = sheet.rowsBelow(HEADERS);
        if (rows.isEmpty()) {
            wrong.add(sheet.wrong(HEADERS + 1, 0, "the card has no rows below its headers"));
        }
        return rows;
    }

    private void checkRow(int row) {
        for (int i = 0; i < Math.max(columns.size(), sheet.rows().get(row).size()); i++) {
            String cell = sheet.at(row, i);
            if (i < columns.size()) {
                int column = i;
                columns.get(i).fault(cell).ifPresent(fault -> wrong.add(sheet.wrong(row, column, fault)));
            } else if (!cell.isEmpty()) {
                wrong.add(sheet.wrong(row, i, "\"" + cell + "\" stands under no header"));
            }
        }
    }

    private String rule(String fact, int row) {
        List<String> conditions = new ArrayList<>();
        StringBuilder verbs = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            CardColumn column = columns.get(i);
            String cell = sheet.at(row, i);
            if (!column.isCondition()) {
                verbs.append("    ").append(column.said(cell)).append('\n');
            } else if (!cell.equals(CardColumn.ANY)) {
                conditions.add(column.said(cell));
            }
        }
        return "\nrule \"" + sheet.file() + ", row " + (row + 1) + "\"\nwhen\n    $it : " + fact + "("
                + String.join(", ", conditions) + ")\nthen\n" + verbs + "end\n";
    }
}
