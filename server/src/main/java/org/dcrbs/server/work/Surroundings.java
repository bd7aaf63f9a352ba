package org.dcrbs.server.work;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.PartyId;

/** What a plan needs to know of the world. */
interface Surroundings {
    Instant now();

    /** What the blob runs on, if it is a native program. */
    Optional<NativePlatform> platform(String sha256) throws IOException;

    /**
     * A connected party, none of those, to check the order's work; empty while there is none.
     *
     * @param platform that its node has to run, if the work is a native program
     */
    Optional<PartyId> checker(Set<PartyId> not, Optional<NativePlatform> platform, String order);

    /** Whether the party's node is connected. */
    boolean reachable(PartyId party);

    /** Where the party's node can be dialled by others when it is connected, "host:port"; empty if nowhere. */
    String door(PartyId party);

    /** Parties other than those whose nodes can be dialled and would hold a file of that hash open for others. */
    List<PartyId> reseeders(String sha256, Set<PartyId> not);

    /** Of how many units of the party's one is checked; 1 for all of them. */
    int checkOneIn(PartyId party);

    /** The same unpredictable number whenever it is asked for what is named. */
    long draw(String what);

    /** The blob, if it is here and not longer than that. */
    Optional<byte[]> bytes(String sha256, int most) throws IOException;

    /** Whether the order is among the one in n that are checked; the same whenever it is asked. */
    boolean drawn(String order, int oneIn);

    /** Whether a node belongs to the party, to receive things. */
    boolean hasNode(PartyId party);

    /** How long a blob is; empty if it isn't here. Blobs may be larger than memory. */
    OptionalLong size(String sha256) throws IOException;

    /** Unpredictable for the nodes. */
    long random();

    /** What the lessee of the order's line says of it; empty if nothing. */
    Optional<LineFigures> lessees(String order);

    /** What the probe of a line is to fetch; empty if there is nothing. */
    Optional<String> probe(String order);

    /** Of what such a probe brings. */
    long seed(String order);

    /** Keeps the contents of the blobs one after the other as another one, and returns its SHA-256. */
    String joined(List<String> sha256s) throws IOException;
}
