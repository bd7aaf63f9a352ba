package org.dcrbs.peer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.transfer.BlobFetcher;
import org.dcrbs.peer.transfer.BlobStore;
import org.dcrbs.peer.work.WorkSurroundings;

/** This node as orders see it. */
record Surroundings(Home owned, BlobStore store, BlobFetcher fetcher, LiveShare live) implements WorkSurroundings {
    @Override
    public Path home() {
        return owned.root();
    }

    @Override
    public Path blob(ByteString sha256, BooleanSupplier unwanted) throws IOException, InterruptedException {
        return fetcher.fetch(sha256, unwanted);
    }

    @Override
    public ByteString publish(Path file) throws IOException {
        return store.publish(file);
    }

    @Override
    public Optional<String> setting(String key) {
        return live.now().settings().get(key);
    }
}
