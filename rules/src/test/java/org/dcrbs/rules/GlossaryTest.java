package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GlossaryTest {
    @Test
    void everyWordThatRulesMayUseIsExplained() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "policies.md"));
        for (String fact : Vocabulary.facts()) {
            Words words = Vocabulary.of(fact).orElseThrow();
            assertThat(page).contains("`" + fact + "`");
            assertThat(words.fields().keySet())
                    .allSatisfy(field -> assertThat(page).contains("`" + field + "`"));
            assertThat(words.verbs().keySet())
                    .allSatisfy(verb -> assertThat(page).contains("`" + verb + "("));
        }
    }

    @Test
    void everyShippedFileIsNamed() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "policies.md"));
        assertThat(PolicyFiles.SHIPPED).allSatisfy(file -> assertThat(page).contains("`" + file + "`"));
    }
}
