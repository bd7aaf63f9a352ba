package org.dcrbs.peer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.dcrbs.peer.share.Precedence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareEditTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("share.json");
    }

    @Test
    void fieldsAreSetAndLeftOut() throws Exception {
        ShareEdit.change(file, "private.processors", Optional.of("60"));
        ShareEdit.change(file, "onBattery", Optional.of("true"));
        ShareEdit.change(file, "onlyWhenIdle.minutes", Optional.of("15"));
        ShareEdit.change(file, "serves", Optional.of("party.name == 'lab'"));

        var share = ShareFile.read(file);
        assertThat(share.reserved().processors()).isEqualTo(60);
        assertThat(share.precedence())
                .isEqualTo(new Precedence(Optional.of(new Precedence.Idle(Duration.ofMinutes(15), 20)), true, false));
        assertThat(share.serves().expression()).isEqualTo("party.name == 'lab'");

        ShareEdit.change(file, "onlyWhenIdle", Optional.empty());
        assertThat(ShareFile.read(file).precedence().onlyWhenIdle()).isEmpty();
    }

    @Test
    void whatMakesNoSenseChangesNothing() throws Exception {
        ShareEdit.change(file, "days", Optional.of("3"));
        ShareEdit.change(file, "onlyWhenIdle.minutes", Optional.of("15"));
        String before = Files.readString(file);

        for (String[] wrong : new String[][] {
            {"private.processors", "101"},
            {"private.cpu", "10"},
            {"onlyWhenIdle.busyAbovePercent", "0"},
            {"onBattery", "perhaps"},
            {"whenBusy", "true"},
            {"days.of", "1"},
            {"../days", "1"},
            {"", "1"}
        }) {
            assertThatThrownBy(() -> ShareEdit.change(file, wrong[0], Optional.of(wrong[1])))
                    .as(wrong[0])
                    .isInstanceOf(ConfigException.class);
        }

        assertThat(Files.readString(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
