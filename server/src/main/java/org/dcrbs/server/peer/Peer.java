package org.dcrbs.server.peer;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.PartyId;

/**
 * An enrolled node.
 *
 * @param certificate serial number of its latest certificate, hexadecimal
 * @param hardware what it reported, by the protocol's field names
 * @param benchmarks the same
 */
public record Peer(
        PartyId party,
        Instant enrolledAt,
        String certificate,
        Optional<Instant> lastSeen,
        String nodeVersion,
        Map<String, Object> hardware,
        Map<String, Object> benchmarks) {}
