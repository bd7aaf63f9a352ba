package org.dcrbs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.rules.PolicySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dcrbs policy} says of files and folders. */
class PolicyCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void aFaultIsToldWithItsCell() throws IOException {
        Path card = Files.writeString(folder.resolve("card.csv"), "about,StorageLot\nrais\n1\n");
        assertThat(run("policy", "check", card.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("card.csv, cell A2: \"rais\"").contains("did you mean \"raise\"?");
    }

    @Test
    void aGoodCardHasNoFaults() throws IOException {
        Files.writeString(folder.resolve("card.csv"), "about,StorageLot\nraise\n1\n");
        assertThat(run("policy", "check", folder.toString())).isZero();
    }

    @Test
    void aChangedWordIsTold() throws IOException {
        Path before = Files.createDirectory(folder.resolve("before"));
        Path after = Files.createDirectory(folder.resolve("after"));
        Files.writeString(before.resolve("card.csv"), "about,StorageLot\nraise\n100\n");
        Files.writeString(after.resolve("card.csv"), "about,StorageLot\nraise\n150\n");
        assertThat(run("policy", "diff", before.toString(), after.toString())).isZero();
        assertThat(out.toString()).contains("card.csv, row 3").contains("[100] became [150]");
    }

    @Test
    void scenariosBesideThePoliciesAreRun() throws Exception {
        PolicySet.copyShipped(folder);
        assertThat(run("policy", "test", folder.toString())).isZero();
        assertThat(out.toString()).contains("not: 0");

        Path storage = folder.resolve("storage.drl");
        Files.writeString(storage, Files.readString(storage).replace("0.03", "0.04"));
        assertThat(run("policy", "test", folder.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "storage.scenarios.csv, cell H3, scenario \"a terabyte for a month\": expected worth 30, got 40")
                .contains("    fired: Storage: any");
    }

    @Test
    void aFaultyScenarioIsToldByCheckAndByTest() throws IOException {
        Files.writeString(folder.resolve("card.csv"), "about,StorageLot\nraise\n1\n");
        Files.writeString(folder.resolve("card.scenarios.csv"), "scenarios about,StorageLot\nscenario,expect wort\n");
        assertThat(run("policy", "check", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("card.scenarios.csv, cell B2:").contains("did you mean \"expect worth\"?");
        assertThat(run("policy", "check", folder.resolve("card.scenarios.csv").toString()))
                .isEqualTo(2);
        assertThat(run("policy", "test", folder.toString())).isEqualTo(2);
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
