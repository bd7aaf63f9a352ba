package org.dcrbs.peer.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseFileTest {
    private static final Pause WITHOUT_END = new Pause(Optional.empty());

    @TempDir
    Path home;

    @Test
    void aPauseIsReadAsItWasWritten() throws Exception {
        PauseFile file = new PauseFile(home.resolve("pause"));
        Pause twoHours = new Pause(Optional.of(Instant.parse("2026-03-02T14:00:00Z")));

        assertThat(file.read()).isEmpty();
        file.write(twoHours);
        assertThat(file.read()).contains(twoHours);
        file.write(WITHOUT_END);
        assertThat(file.read()).contains(WITHOUT_END);
        assertThat(file.remove()).isTrue();
        assertThat(file.read()).isEmpty();
        assertThat(file.remove()).isFalse();
    }

    @Test
    void whatCannotBeUnderstoodIsAPause() throws Exception {
        for (String text : new String[] {"", "tomorrow", "x".repeat(10_000)}) {
            Files.writeString(home.resolve("pause"), text);
            assertThat(new PauseFile(home.resolve("pause")).read()).contains(WITHOUT_END);
        }
    }
}
