package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies as files in hand, rather than in a folder. */
class PolicySetFilesTest {
    @TempDir
    private Path folder;

    @Test
    void theFilesOfASetMakeTheSameSet() throws Exception {
        PolicySet shipped = PolicySet.shipped();

        PolicySet again = PolicySet.of("shipped", shipped.files());

        assertThat(again.version()).isEqualTo(shipped.version());
    }

    @Test
    void aFolderAndItsFilesAreTheSame() throws Exception {
        PolicySet.copyShipped(folder);

        assertThat(PolicySet.filesIn(folder))
                .containsOnlyKeys(PolicySet.shipped().files().keySet())
                .containsEntry("memory.drl", PolicySet.shipped().files().get("memory.drl"));
    }

    @Test
    void whatIsWrongIsToldOfEachFile() {
        Map<String, byte[]> files = Map.of("../a.drl", new byte[0], "b.drl", new byte[] {(byte) 0xff});

        assertThatThrownBy(() -> PolicySet.of("draft", files))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("../a.drl: is no policy file")
                .hasMessageContaining("b.drl: is not UTF-8");
        assertThatThrownBy(() -> PolicySet.of("draft", Map.of())).hasMessageContaining("draft: no .drl file");
    }
}
