package org.dcrbs.protocol.link;

import java.util.List;
import org.dcrbs.protocol.v1.Envelope;

/**
 * Messages that leave together: one buffer, as few TLS records as they fit into, one system call.
 *
 * @param bytes of all of them, without their lengths
 */
record Batch(List<Envelope> messages, int bytes) {}
