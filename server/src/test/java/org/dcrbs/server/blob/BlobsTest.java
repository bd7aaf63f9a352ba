package org.dcrbs.server.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobsTest {
    @TempDir
    private Path folder;

    private Blobs blobs;

    @BeforeEach
    void open() {
        blobs = new Blobs(folder);
    }

    @Test
    void theSameContentsAreKeptOnce() throws Exception {
        String one = put("abc");
        String two = put("abc");

        assertThat(one).isEqualTo(two).isEqualTo(Digests.sha256("abc".getBytes(StandardCharsets.UTF_8)));
        assertThat(blobs.find(one)).get().satisfies(file -> assertThat(file).hasContent("abc"));
        assertThat(blobs.size(one)).hasValue(3);
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatIsTooLargeLeavesNothingBehind() throws Exception {
        assertThatThrownBy(() -> blobs.put(new ByteArrayInputStream(new byte[100]), 99))
                .isInstanceOf(IOException.class)
                .hasMessage("larger than 99 bytes");

        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsNotWhatItIsSaidToBeIsNotKept() throws Exception {
        String other = "ab".repeat(32);

        String is = blobs.putIf(other, new ByteArrayInputStream(new byte[3]), 10);

        assertThat(is).isEqualTo(Digests.sha256(new byte[3]));
        assertThat(files()).isEmpty();
    }

    @Test
    void manyAreJoinedInOrder() throws Exception {
        List<String> parts = new ArrayList<>(List.of(put("x"), put(""), put("yz")));
        parts.addAll(Collections.nCopies(3000, put("-")));

        String joined = blobs.putJoined(parts, blobs::open);

        assertThat(blobs.find(joined)).get().satisfies(file -> assertThat(file).hasContent("xyz" + "-".repeat(3000)));
        assertThat(blobs.size(blobs.putJoined(List.of(), blobs::open))).hasValue(0);
    }

    @Test
    void partsAreReadAsFarAsThereIsSomething() throws Exception {
        Path blob = blobs.find(put("abcdef")).orElseThrow();

        assertThat(blobs.part(blob, 2, 3)).asString().isEqualTo("cde");
        assertThat(blobs.part(blob, 4, 100)).asString().isEqualTo("ef");
        assertThat(blobs.part(blob, 6, 10)).isEmpty();
        assertThat(blobs.part(blob, Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void onlyHashesAreNames() {
        for (String name : List.of("", "../secret", "AB".repeat(32), "ab".repeat(31))) {
            assertThatThrownBy(() -> blobs.find(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("want a SHA-256");
        }
        assertThat(blobs.find("ab".repeat(32))).isEmpty();
    }

    private String put(String text) throws IOException {
        return blobs.put(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("blobs"))) {
            return files.toList();
        }
    }
}
