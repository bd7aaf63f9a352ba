package org.dcrbs.peer.work;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What the node provides to whatever order runs on it. */
public interface WorkSurroundings {
    Path home();

    /** Waits for the link if it must; gives up with an IOException once the order is not wanted any more. */
    Path blob(ByteString sha256, BooleanSupplier unwanted) throws IOException, InterruptedException;

    ByteString publish(Path file) throws IOException;

    Optional<String> setting(String key);
}
