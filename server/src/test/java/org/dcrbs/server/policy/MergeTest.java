package org.dcrbs.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a draft is brought onto another version. */
class MergeTest {
    private static final List<FileRef> BASE = files("a1", "b1", "c1");

    @Test
    void whatChangedOnOneSideIsTakenFromThere() {
        Merge merge = merge(files("a1", "b2", "c1", "e1"), files("a2", "b1", "d1"));

        assertThat(merge.files()).isEqualTo(files("a2", "b2", "d1", "e1"));
        assertThat(merge.taken()).containsExactly("a", "c", "d");
        assertThat(merge.conflicts()).isEmpty();
    }

    @Test
    void whatChangedOnBothIsAConflictUnlessItChangedAlike() {
        assertThat(merge(files("a2", "b2", "c1"), files("a3", "b2", "c1")).conflicts())
                .containsExactly("a");
    }

    @Test
    void whatIsGoneOnOneSideAndChangedOnTheOtherIsAConflict() {
        assertThat(merge(files("b1", "c1"), files("a2", "b1", "c1")).conflicts())
                .containsExactly("a");
        assertThat(merge(files("a2", "b1", "c1"), files("b1", "c1")).conflicts())
                .containsExactly("a");
    }

    @Test
    void ofAConflictTheDraftsHoldsIfItIsSaidTo() {
        Merge merge = Merge.of(BASE, files("a2", "b1", "c1"), files("a3", "b1", "c1"), Set.of("a"));

        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.files()).isEqualTo(files("a2", "b1", "c1"));
    }

    private static Merge merge(List<FileRef> draft, List<FileRef> onto) {
        return Merge.of(BASE, draft, onto, Set.of());
    }

    /** A name and a content each. */
    private static List<FileRef> files(String... files) {
        return Arrays.stream(files)
                .map(file -> new FileRef(file.substring(0, 1), file))
                .toList();
    }
}
