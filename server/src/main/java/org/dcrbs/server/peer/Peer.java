package org.dcrbs.server.peer;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.PartyId;

/**
 * An enrolled node.
 *
 * @param certificate serial number of its latest certificate, hexadecimal
 * @param former serial number of the one before, good until the node comes with the latest: the answer that brought it
 *     may have been lost
 * @param door where others can dial it, "host:port"; empty: nowhere
 * @param hardware what it reported, by the protocol's field names
 * @param benchmarks the same
 * @param measured the same, as the node measured them since; empty if it has not
 */
public record Peer(
        PartyId party,
        Instant enrolledAt,
        String certificate,
        Optional<String> former,
        Optional<Instant> lastSeen,
        String nodeVersion,
        String door,
        Map<String, Object> hardware,
        Map<String, Object> benchmarks,
        Map<String, Object> measured) {
    Peer certified(String latest, Optional<String> before) {
        return new Peer(party, enrolledAt, latest, before, lastSeen, nodeVersion, door, hardware, benchmarks, measured);
    }

    Peer measuring(Map<String, Object> now) {
        return new Peer(party, enrolledAt, certificate, former, lastSeen, nodeVersion, door, hardware, benchmarks, now);
    }
}
