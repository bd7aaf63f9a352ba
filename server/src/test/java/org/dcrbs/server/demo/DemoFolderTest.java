package org.dcrbs.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.server.CommandFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    @TempDir
    private Path temp;

    private Path root;
    private Path samples;

    @BeforeEach
    void makeSamples() throws IOException {
        root = temp.resolve("demo");
        samples = Files.createDirectories(temp.resolve("samples"));
        Files.createDirectories(samples.resolve("files"));
        Files.writeString(Files.createDirectories(samples.resolve("peers")).resolve("lab.json"), "{}");
    }

    @Test
    void aDemoWorksOnACopyOfTheSamples() throws IOException {
        try (DemoFolder folder = DemoFolder.open(root, samples)) {
            assertThat(folder.share("lab")).hasContent("{}");
        }
    }

    @Test
    void theNextDemoFindsItEmpty() throws IOException {
        try (DemoFolder first = DemoFolder.open(root, samples)) {
            Files.createDirectories(first.coordinator().resolve("store"));
            Files.writeString(first.report("html"), "old");
        }
        try (DemoFolder second = DemoFolder.open(root, samples)) {
            assertThat(second.coordinator()).doesNotExist();
            assertThat(second.report("html")).doesNotExist();
        }
    }

    @Test
    void aFolderOfOtherThingsIsLeftAlone() throws IOException {
        Path precious = Files.writeString(Files.createDirectories(root).resolve("thesis.txt"), "precious");

        assertThatThrownBy(() -> DemoFolder.open(root, samples))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("holds other things");
        assertThat(precious).hasContent("precious");
    }

    @Test
    void twoDemosDoNotShareAFolder() throws IOException {
        try (DemoFolder first = DemoFolder.open(root, samples)) {
            assertThatThrownBy(() -> DemoFolder.open(root, samples))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("another demo is running");
            assertThat(first.share("lab")).exists();
        }
    }
}
