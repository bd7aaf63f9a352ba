package org.dcrbs.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.blob.SmallBlobs;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
    @TempDir
    private Path folder;

    private TestStore store;
    private Blobs blobs;

    @BeforeEach
    void open() {
        store = new TestStore(folder.resolve("store"));
        blobs = new Blobs(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void outputsAreJoinedInOrderWhereverTheyLie() throws Exception {
        Outputs before = new Outputs(blobs, new SmallBlobs(store.store()));
        Outputs after = new Outputs(blobs, new SmallBlobs(store.store()));
        List<String> sha256s = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        for (int unit = 0; unit < 100; unit++) {
            // In a file, in the store alone, or in memory too.
            String text = unit + " ".repeat(unit % 10 == 0 ? SmallBlobs.MOST_BYTES : 1);
            sha256s.add(kept(unit % 3 == 0 ? before : after, text));
            all.append(text);
        }
        sha256s.add(sha256s.get(5));
        all.append("5 ");

        String joined = after.joined(sha256s);

        assertThat(Files.readString(blobs.find(joined).orElseThrow())).isEqualTo(all.toString());
    }

    private static String kept(Outputs outputs, String text) throws IOException {
        Map<String, byte[]> toKeep = new HashMap<>();
        WorkResult result = WorkResult.newBuilder()
                .setOutput(ByteString.copyFrom(text, StandardCharsets.UTF_8))
                .build();
        String sha256 = outputs.of(result, true, toKeep);
        outputs.keep(toKeep);
        return sha256;
    }
}
