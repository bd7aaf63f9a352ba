package org.dcrbs.protocol.link;

import org.dcrbs.protocol.v1.Envelope;

/**
 * Told what happens on sessions. The calls for one session come one at a time and in order, off the I/O threads, so
 * they may block; while they do, reading from that session pauses.
 */
public interface LinkListener {
    /** The TLS handshake is done. First call for the session. */
    void connected(LinkSession session);

    /** A message of a supported version with a body. */
    void message(LinkSession session, Envelope message);

    /** The other side has caught up; see {@link LinkSession#writable}. */
    default void writable(LinkSession session) {}

    /** Last call for the session; never made for a connection that was not {@link #connected}. */
    void closed(LinkSession session, Closing how);
}
