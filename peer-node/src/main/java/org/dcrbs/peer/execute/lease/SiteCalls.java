package org.dcrbs.peer.execute.lease;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Requests that this node makes itself over a leased line: allowed, dialled, paced and counted as a lessee's are. A host keeps
 * the one address at which it was first reached, so that what it allowed there is not asked of another.
 */
public interface SiteCalls extends AutoCloseable {
    /**
     * A GET on a connection of its own; redirects are answers like others.
     *
     * @param url http or https
     * @return completes exceptionally by a {@link CallFailedException} only
     */
    CompletableFuture<SiteAnswer> get(URI url, Bounds bounds);

    /** What is still under way fails. */
    @Override
    void close();

    /**
     * How much of an answer is taken.
     *
     * @param mostBytes of its body; beyond it the connection is closed, and the answer cut
     * @param keptBytes of those, to be looked at
     * @param within from the call to the last byte
     */
    record Bounds(long mostBytes, int keptBytes, Duration within) {}
}
