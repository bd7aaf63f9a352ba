package org.dcrbs.server.work;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.Document;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/**
 * Who is checked, how often, and by whom. All of it is drawn from a secret of the coordinator's and the order's id, so that
 * nobody else can tell it beforehand, and it is the same whenever it is asked, after a crash too.
 */
@Component
class Checks {
    /** Before so many good outcomes in a row, everything is checked. */
    static final int RECORD = 10;
    /** However long the record, of so many units one is checked. */
    static final int RAREST = 20;

    private static final String ID = "checks";

    private final byte[] secret;
    private final Reputations reputations;
    private final Nodes nodes;
    private volatile Ring ring = new Ring(Set.of(), List.of());

    /** Those who were connected, in order. */
    private record Ring(Set<PartyId> of, List<PartyId> sorted) {}

    Checks(Store store, Reputations reputations, Nodes nodes) {
        this.secret = secret(store.collection("secrets"));
        this.reputations = reputations;
        this.nodes = nodes;
    }

    private static byte[] secret(Documents secrets) {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        secrets.insertIfAbsent(
                new Document("_id", ID).append("hex", HexFormat.of().formatHex(fresh)));
        return HexFormat.of().parseHex(secrets.find(ID).orElseThrow().getString("hex"));
    }

    /** Of how many units of the party's one is checked: all of those without a long and good record. */
    int oneIn(PartyId party) {
        Reputation reputation = reputations.of(party);
        boolean proven = reputation.standing() == Standing.GOOD && reputation.inARow() >= RECORD;
        return proven ? (int) Math.min(reputation.inARow(), RAREST) : 1;
    }

    boolean drawn(String order, int oneIn) {
        return Long.remainderUnsigned(draw(order), oneIn) == 0;
    }

    /** Whether the party's standing lets it check. */
    boolean mayCheck(PartyId party) {
        return reputations.of(party).standing().compareTo(Standing.LIMITED) < 0;
    }

    /**
     * One of the connected parties, none of those, with a standing that lets it check, and a node that can. The taker only
     * if there is no other: it would gain by calling good work bad.
     *
     * @param platform of the native program that it is to run; empty if any node will do
     * @param mayCheck tells what {@link #mayCheck} does
     */
    Optional<PartyId> checker(
            Set<PartyId> not,
            PartyId taker,
            Optional<NativePlatform> platform,
            String order,
            Predicate<PartyId> mayCheck) {
        Ring ring = ring();
        int size = ring.sorted().size();
        int from = size == 0 ? 0 : (int) Long.remainderUnsigned(draw(order), size);
        boolean takerIsAble = false;
        for (int step = 0; step < size; step++) {
            PartyId party = ring.sorted().get((from + step) % size);
            boolean able = !not.contains(party)
                    && platform.map(wanted -> nodes.runs(party, wanted)).orElse(true)
                    && mayCheck.test(party);
            if (able && !party.equals(taker)) {
                return Optional.of(party);
            }
            takerIsAble |= able;
        }
        return takerIsAble ? Optional.of(taker) : Optional.empty();
    }

    /** Sorted anew only when somebody has come or gone: a job of thousands of units asks for as many checkers. */
    private Ring ring() {
        Set<PartyId> connected = nodes.connected();
        Ring last = ring;
        if (last.of() != connected) {
            last = new Ring(connected, connected.stream().sorted().toList());
            ring = last;
        }
        return last;
    }

    /** The same number whenever it is asked for what is named. */
    long draw(String what) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret);
            return ByteBuffer.wrap(digest.digest(what.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
