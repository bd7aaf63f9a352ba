package org.dcrbs.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.dcrbs.rules.PolicySet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rate card for the hours of the day and its scenarios, as spreadsheet programs save them. */
class SavedWorkbooksTest {
    @ParameterizedTest
    @ValueSource(strings = {"gnumeric", "libreoffice"})
    void whatASpreadsheetProgramSavedIsReadAsItWasTyped(String program) throws Exception {
        URL folder = Objects.requireNonNull(getClass().getResource("/spreadsheets/" + program));
        PolicySet policies = PolicySet.load(Path.of(folder.toURI()));

        assertThat(policies.rules())
                .containsExactlyInAnyOrder("night.xlsx, row 3", "night.xlsx, row 4", "night.xlsx, row 5");
        assertThat(Scenarios.read(policies.files()).run(policies).text())
                .endsWith("scenarios: 2, as expected: 2, not: 0\n");
    }
}
