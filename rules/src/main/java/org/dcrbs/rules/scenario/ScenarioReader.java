package org.dcrbs.rules.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.rules.Diagnostic;
import org.dcrbs.rules.Field;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.Sheet;
import org.dcrbs.rules.Suggestion;

/** Reads one sheet of scenarios: its fact in the first row, its headers in the second, a case in each row below. */
final class ScenarioReader {
    /** What begins the header of an expectation. */
    static final String EXPECT = "expect ";

    private static final String NAME = "scenario";
    private static final int HEADERS = 1;

    private final Sheet sheet;
    private final List<String> headers = new ArrayList<>();
    private final Map<String, Integer> rowsByName = new HashMap<>();
    private final List<Scenario> scenarios = new ArrayList<>();
    private final List<Diagnostic> wrong = new ArrayList<>();

    ScenarioReader(Sheet sheet) {
        this.sheet = sheet;
    }

    /** The cases, or what is wrong with which cell. */
    List<Scenario> read() throws PolicyException {
        wrong.addAll(sheet.mergedCells());
        String fact = sheet.at(0, 1);
        Optional<Subject> subject = Subject.of(fact);
        if (!sheet.at(0, 0).equals("scenarios about")) {
            wrong.add(sheet.wrong(0, 0, "want the words scenarios about, and in B1 the fact that they are about"));
        } else if (subject.isEmpty()) {
            wrong.add(sheet.wrong(
                    0,
                    1,
                    "\"" + fact + "\" is no fact that scenarios can be about; there are "
                            + String.join(", ", Subject.facts()) + Suggestion.of(fact, Subject.facts())));
        } else {
            readHeaders(subject.get());
            if (wrong.isEmpty()) {
                List<Integer> rows = sheet.rowsBelow(HEADERS);
                if (rows.isEmpty()) {
                    wrong.add(sheet.wrong(HEADERS + 1, 0, "there are no scenarios below the headers"));
                }
                rows.forEach(row -> readRow(row, subject.get()));
            }
        }
        if (!wrong.isEmpty()) {
            throw new PolicyException(wrong);
        }
        return scenarios;
    }

    private void readHeaders(Subject subject) {
        List<String> known = subject.headers();
        known.add(NAME);
        for (int i = 0; i < sheet.width(HEADERS); i++) {
            String header = sheet.at(HEADERS, i).replaceAll("\\s+", " ");
            if (!known.contains(header)) {
                String near = Suggestion.of(header, known);
                wrong.add(sheet.wrong(
                        HEADERS,
                        i,
                        "\"" + header + "\" is no header of scenarios about " + sheet.at(0, 1)
                                + (near.isEmpty() ? "; there are " + String.join(", ", known) : near)));
            } else if (headers.contains(header)) {
                wrong.add(sheet.wrong(HEADERS, i, "\"" + header + "\" is there twice"));
            }
            headers.add(header);
        }
        if (wrong.isEmpty() && !headers.contains(NAME)) {
            wrong.add(sheet.wrong(HEADERS, headers.size(), "want a header \"scenario\", for each one's name"));
        }
        if (wrong.isEmpty() && headers.stream().noneMatch(header -> header.startsWith(EXPECT))) {
            wrong.add(sheet.wrong(
                    HEADERS,
                    headers.size(),
                    "want a header that begins with expect, such as " + EXPECT
                            + subject.expected().keySet().iterator().next()));
        }
    }

    private void readRow(int row, Subject subject) {
        int before = wrong.size();
        Map<String, String> given = new HashMap<>();
        List<Expectation> expectations = new ArrayList<>();
        for (int i = 0; i < Math.max(headers.size(), sheet.width(row)); i++) {
            String cell = sheet.at(row, i);
            if (i >= headers.size()) {
                if (!cell.isEmpty()) {
                    wrong.add(sheet.wrong(row, i, "\"" + cell + "\" stands under no header"));
                }
            } else if (headers.get(i).equals(NAME)) {
                readName(row, i, cell);
            } else if (!cell.isEmpty()) {
                readCell(row, i, subject, given, expectations);
            }
        }
        int name = headers.indexOf(NAME);
        if (wrong.size() == before && expectations.isEmpty()) {
            wrong.add(sheet.wrong(row, name, "the scenario expects nothing"));
        }
        if (wrong.size() == before) {
            try {
                Question question = subject.asked().apply(new Row(given));
                scenarios.add(new Scenario(sheet.file(), sheet.at(row, name), question, expectations));
            } catch (IllegalArgumentException | ArithmeticException e) {
                wrong.add(sheet.wrong(row, name, "there can be no such " + sheet.at(0, 1) + ": " + e.getMessage()));
            }
        }
    }

    private void readName(int row, int column, String name) {
        if (name.isEmpty()) {
            wrong.add(sheet.wrong(row, column, "the scenario has no name"));
        } else {
            Integer first = rowsByName.putIfAbsent(name, row);
            if (first != null) {
                wrong.add(sheet.wrong(row, column, "row " + (first + 1) + " has the same name"));
            }
        }
    }

    private void readCell(
            int row, int column, Subject subject, Map<String, String> given, List<Expectation> expectations) {
        String header = headers.get(column);
        String cell = sheet.at(row, column);
        boolean expects = header.startsWith(EXPECT);
        String what = expects ? header.substring(EXPECT.length()) : header;
        Field field = (expects ? subject.expected() : subject.given()).getOrDefault(what, Subject.TEXT);
        Optional<String> fault = field.fault(header, cell);
        if (fault.isPresent()) {
            wrong.add(sheet.wrong(row, column, fault.get()));
        } else if (expects) {
            String address = sheet.wrong(row, column, "").cell();
            expectations.add(new Expectation(address, what, field.kind(), cell));
        } else {
            given.put(what, cell);
        }
    }
}
