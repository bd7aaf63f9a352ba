package org.dcrbs.peer.execute;

import java.io.IOException;
import java.nio.file.Path;

/** An executor that has let disk space which is not filled yet. */
public interface Promising {
    /** So many bytes below that home look free and are not. */
    long promisedBytes(Path home) throws IOException;
}
