package org.dcrbs.peer.execute;

import java.io.IOException;
import java.nio.file.Path;

/** An executor that may leave things in the home which outlive the process. */
public interface Recovering {
    /** Clears away what ended while the node was down; what still runs stays as it is. */
    void recover(Path home) throws IOException;
}
