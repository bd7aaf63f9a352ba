package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.dcrbs.rules.Samples.policy;
import static org.dcrbs.rules.Samples.write;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clerk is told when a file is wrong. */
class DiagnosticsTest {
    @TempDir
    Path folder;

    @Test
    void anUnknownFieldIsNamedWithThoseThatThereAre() {
        assertThat(refusal(policy(folder, "rule \"r\" when\n$lot : MemoryLot( units > 1,\n  mips > 3)\nthen\nend")))
                .isEqualTo("test.drl, line 5, rule \"r\": \"mips\" is no field of MemoryLot; it has category, copies,"
                        + " hoursAhead, megaBytes, membership, offered, readNanos, reputation, required, scarcity, startHour,"
                        + " units, usageDays, usageHours, usageSeconds, writeNanos");
    }

    @Test
    void anUnknownVerbIsNamedWithThoseThatThereAre() {
        assertThat(refusal(policy(folder, "rule \"r\" when\n$b : BarterEquity()\nthen\n\n// x\n$b.tolerat(1);\nend")))
                .isEqualTo("test.drl, line 8, rule \"r\": BarterEquity has no verb \"tolerat\" with 1 in brackets; it"
                        + " has tolerate, tolerateAtLeast; did you mean \"tolerate\"?");
    }

    @Test
    void anUnknownFactIsNamedWithThoseThatThereAre() {
        assertThat(refusal(policy(folder, "rule \"r\" when\n$lot : Disk()\nthen\nend")))
                .startsWith("test.drl, line 4, rule \"r\": \"Disk\" is no fact; there are BarterEquity, BrokeredDeal");
    }

    @Test
    void anAmountWithACommaIsRefused() {
        assertThat(refusal(policy(folder, "rule \"r\" when\n$l : MemoryLot()\nthen\n$l.rateOnce(\"0,02\");\nend")))
                .isEqualTo("test.drl, line 6, rule \"r\": \"rateOnce\" wants a decimal number in quotes, such as"
                        + " \"0.02\", not \"0,02\"");
    }

    @Test
    void aMisspeltKindIsRefused() {
        assertThat(refusal(policy(folder, "rule \"r\" when\n$l : PeripheralLot(kind == \"PRITNER\")\nthen\nend")))
                .isEqualTo("test.drl, line 4, rule \"r\": \"PRITNER\" is none of CAMERA, PRINTER, SCANNER; did you"
                        + " mean \"PRINTER\"?");
    }

    @Test
    void capitalsThatNeverMatchAreRefused() {
        assertThat(refusal(policy(folder, "rule \"r\" when\n$l : FileLot(function contains \"Map\")\nthen\nend")))
                .isEqualTo("test.drl, line 4, rule \"r\": \"Map\" has capitals, and this field is in lower case");
    }

    @Test
    void aNumberComparedWithATextIsRefused() {
        assertThat(refusal(policy(folder, "rule \"r\" when\n$l : MemoryLot(units > \"5\")\nthen\nend")))
                .isEqualTo("test.drl, line 4, rule \"r\": \">\" compares a whole number with a text in quotes");
    }

    @Test
    void arithmeticIsRefused() {
        assertThat(refusal(policy(folder, "rule \"r\" when\n$l : MemoryLot(units > 5 / 0)\nthen\nend")))
                .startsWith("test.drl, line 4, rule \"r\": \"/\" is not allowed here");
    }

    @Test
    void aMissingSemicolonIsNamed() {
        assertThat(refusal(policy(folder, "rule \"r\" when\n$l : MemoryLot()\nthen\n$l.raise(1)\n$l.raise(2);\nend")))
                .isEqualTo("test.drl, line 7, rule \"r\": \"$l\" is not allowed here; want ;");
    }

    @Test
    void aMissingQuoteIsFoundInItsLine() {
        assertThat(refusal(policy(folder, "rule \"r when\n$l : MemoryLot()\nthen\nend")))
                .isEqualTo("test.drl, line 3: a quote is opened and not closed");
    }

    @Test
    void aMissingBracketIsFoundInItsFile() {
        assertThat(refusal(policy(folder, "rule \"r\" when\n$l : MemoryLot(\nthen\nend")))
                .startsWith("test.drl, line ");
    }

    @Test
    void whatOnlyTheCompilerFindsHasItsLineToo() {
        assertThat(refusal(policy(folder, "rule \"r\" when\n$l : MemoryLot()\nthen\n$l.raise(99999999999);\nend")))
                .startsWith("test.drl, line ")
                .contains("99999999999");
    }

    @Test
    void twoRulesOfOneNameAreBothNamed() {
        policy(folder, "rule \"r\" when $l : MemoryLot() then end");
        write(folder, "zz.drl", "package policies\nrule \"r\" when $l : MemoryLot() then end");
        assertThat(refusal(folder))
                .isEqualTo("zz.drl, line 2, rule \"r\": has the name of the rule in test.drl, line 3");
    }

    @Test
    void allFaultyFilesAreReportedTogether() {
        policy(folder, "rule \"r\" when $l : Disk() then end\nrule \"s\" when $l : Disk() then end");
        write(folder, "zz.drl", "package other\n");
        assertThat(refusal(folder).lines()).hasSize(3);
    }

    @Test
    void aFileWithAnotherEndingIsNotSilentlyDropped() {
        policy(folder, "rule \"r\" when $l : MemoryLot() then end");
        write(folder, "memory.dlr", "");
        assertThat(refusal(folder)).startsWith("memory.dlr: is no policy file");
    }

    @Test
    void readMesAndHiddenFilesAreNoPolicies() throws Exception {
        policy(folder, "rule \"r\" when $l : MemoryLot() then end");
        write(folder, "README.md", "");
        write(folder, ".memory.drl.swp", "");
        assertThat(PolicySet.load(folder).version()).isNotEmpty();
    }

    @Test
    void anEmptyOrMissingFolderIsRefused() {
        assertThat(refusal(folder)).contains("no .drl file, and no .csv or .xlsx");
        assertThat(refusal(folder.resolve("none"))).contains("can't be read");
    }

    @Test
    void tooManyFilesAreRefused() {
        for (int i = 0; i <= PolicyFiles.MOST_FILES; i++) {
            write(folder, "f" + i + ".drl", "package policies\n");
        }
        assertThat(refusal(folder)).contains("65 policy files; 64 at most");
    }

    @Test
    void tooManyRulesAreRefused() {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i <= FormGuard.MOST_RULES; i++) {
            rules.append("rule \"r").append(i).append("\" when $l : MemoryLot() then end\n");
        }
        assertThat(refusal(policy(folder, rules.toString()))).contains("501 rules; 500 at most");
    }

    @Test
    void aConditionThatGoesTooDeepIsRefused() {
        for (String deep : new String[] {
            "(".repeat(100_000), "!".repeat(100_000) + "offered", "offered && ".repeat(20_000) + "offered"
        }) {
            assertThat(refusal(policy(folder, "rule \"r\" when $l : MemoryLot(" + deep + ") then end")))
                    .startsWith("test.drl");
        }
    }

    @Test
    void linesAreCountedRightInFilesFromWindows() {
        assertThat(refusal(policy(folder, "rule \"r\"\r\nwhen\r\n$l : MemoryLot()\r\nthen\r\n\r\n$l.up(1);\r\nend")))
                .startsWith("test.drl, line 8, ");
    }

    @Test
    void aHugeFileIsRefusedUnread() {
        assertThat(refusal(policy(folder, "//".repeat(PolicyFiles.MOST_BYTES)))).contains("262144 at most");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws Exception {
        Files.write(folder.resolve("latin.drl"), new byte[] {'/', '/', (byte) 0xe9});
        assertThat(refusal(folder)).isEqualTo("latin.drl: is not UTF-8 text");
    }

    private static String refusal(Path folder) {
        PolicyException refusal = catchThrowableOfType(PolicyException.class, () -> PolicySet.load(folder));
        assertThat(refusal).isNotNull();
        return refusal.getMessage();
    }
}
