package org.dcrbs.server.work;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.listing.Listings;

/**
 * The world as it is, for the plan of a pairing's leg.
 *
 * @param mayCheck what the plan has learned of parties' standing: it asks for thousands of checkers, all at one moment
 */
record World(
        Pairing pairing,
        Nodes nodes,
        Checks checks,
        Listings listings,
        Outputs outputs,
        AccessEvidence access,
        Clock clock,
        SecureRandom chance,
        Map<PartyId, Boolean> mayCheck)
        implements Surroundings {
    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Optional<NativePlatform> platform(String sha256) throws IOException {
        return NativePlatform.of(outputs.head(sha256, NativePlatform.HEADER_BYTES));
    }

    @Override
    public Optional<PartyId> checker(Set<PartyId> not, Optional<NativePlatform> platform, String order) {
        return checks.checker(not, pairing.taker(), platform, order, this::mayCheck);
    }

    private boolean mayCheck(PartyId party) {
        return mayCheck.computeIfAbsent(party, checks::mayCheck);
    }

    @Override
    public boolean reachable(PartyId party) {
        return nodes.isConnected(party);
    }

    @Override
    public String door(PartyId party) {
        return nodes.door(party);
    }

    @Override
    public List<PartyId> reseeders(String sha256, Set<PartyId> not) {
        return listings.reseeders(sha256).stream()
                .filter(party -> !not.contains(party)
                        && reachable(party)
                        && !nodes.door(party).isEmpty())
                .toList();
    }

    @Override
    public int checkOneIn(PartyId party) {
        return checks.oneIn(party);
    }

    @Override
    public long draw(String what) {
        return checks.draw(what);
    }

    @Override
    public Optional<byte[]> bytes(String sha256, int most) throws IOException {
        return outputs.bytes(sha256, most);
    }

    @Override
    public boolean drawn(String order, int oneIn) {
        return checks.drawn(order, oneIn);
    }

    @Override
    public boolean hasNode(PartyId party) {
        return nodes.enrolled(party);
    }

    @Override
    public OptionalLong size(String sha256) throws IOException {
        return outputs.size(sha256);
    }

    @Override
    public long random() {
        return chance.nextLong();
    }

    @Override
    public Optional<LineFigures> lessees(String order) {
        return access.ofLessee(order);
    }

    @Override
    public Optional<String> probe(String order) {
        return access.probe(order);
    }

    @Override
    public long seed(String order) {
        return access.seed(order);
    }

    @Override
    public String joined(List<String> sha256s) throws IOException {
        return outputs.joined(sha256s);
    }
}
