package org.dcrbs.peer.direct.book;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.document.DirectContract;
import org.dcrbs.peer.direct.document.Signatures;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.proof.OpenKey;

/**
 * One contract as this node knows it. Immutable: each step makes the next one.
 *
 * <pre>
 * Proposed  signed by this side alone: it may bind, if the other side has signed meanwhile
 * Agreed    signed by both, not all legs receipted
 * Settled   signed by both, each leg receipted by both
 * Lapsed    the other side says that it never signed, or the time for delivery is over
 * </pre>
 *
 * @param results of the work units, by their leg
 * @param receipts by their leg
 * @param lapsed why nothing comes of it; empty if something may
 */
public record Entry(
        DirectContract contract,
        Signatures signatures,
        Map<Integer, Result> results,
        Map<Integer, SignedReceipt> receipts,
        String lapsed) {
    public Entry {
        results = Map.copyOf(results);
        receipts = Map.copyOf(receipts);
    }

    public static Entry of(DirectContract contract, Signatures signatures) {
        return new Entry(contract, signatures, Map.of(), Map.of(), "");
    }

    public String deal() {
        return contract.draft().deal();
    }

    public boolean signedByBoth() {
        return signatures.ofBoth(contract.draft(), contract.bytes());
    }

    /** The receipt that both have signed. */
    public Optional<SignedReceipt> settled(int leg) {
        return Optional.ofNullable(receipts.get(leg))
                .filter(signed -> signed.signatures()
                        .ofBoth(contract.draft(), signed.receipt().bytesToSign()));
    }

    public boolean settled() {
        for (int leg = 1; leg <= contract.draft().legs().size(); leg++) {
            if (settled(leg).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether it came to its end as agreed, and both have signed all of it. */
    public boolean complete() {
        return lapsed.isEmpty() && signedByBoth() && settled();
    }

    /** Whether anything may still be delivered. */
    public boolean open(Instant now) {
        return lapsed.isEmpty() && !settled() && now.isBefore(contract.draft().deliverUntil());
    }

    /** In a word, and why. */
    public String state(Instant now) {
        if (!lapsed.isEmpty()) {
            return "lapsed: " + lapsed;
        }
        if (settled()) {
            return "settled";
        }
        if (!now.isBefore(contract.draft().deliverUntil())) {
            return "lapsed: not all was delivered by " + contract.draft().deliverUntil();
        }
        return signedByBoth() ? "agreed" : "proposed";
    }

    /** What the partner owes that side for what is receipted: what it got less what it gave. */
    public Credits balance(OpenKey own) {
        Credits sum = Credits.ZERO;
        for (int leg = 1; leg <= contract.draft().legs().size(); leg++) {
            Credits owed = settled(leg).map(signed -> signed.receipt().owed()).orElse(Credits.ZERO);
            sum = contract.draft().leg(leg).giver().equals(own) ? sum.plus(owed) : sum.minus(owed);
        }
        return sum;
    }

    /** What the partner will owe besides once the rest is delivered; nothing if it will rather be owed. */
    public Credits pending(OpenKey own) {
        Credits sum = Credits.ZERO;
        for (int leg = 1; leg <= contract.draft().legs().size(); leg++) {
            if (settled(leg).isEmpty()) {
                Credits worth = contract.worth(leg);
                sum = contract.draft().leg(leg).giver().equals(own) ? sum.plus(worth) : sum.minus(worth);
            }
        }
        return Credits.max(sum, Credits.ZERO);
    }

    public Entry with(Signatures more) {
        return new Entry(contract, more, results, receipts, lapsed);
    }

    public Entry with(int leg, Result result) {
        Map<Integer, Result> more = new TreeMap<>(results);
        more.put(leg, result);
        return new Entry(contract, signatures, more, receipts, lapsed);
    }

    public Entry with(SignedReceipt receipt) {
        Map<Integer, SignedReceipt> more = new TreeMap<>(receipts);
        more.put(receipt.receipt().leg(), receipt);
        return new Entry(contract, signatures, results, more, lapsed);
    }

    public Entry lapse(String why) {
        return new Entry(contract, signatures, results, receipts, why);
    }

    public static Entry read(JsonFields fields) {
        fields.only("contract", "signatures", "results", "receipts", "lapsed");
        Map<Integer, Result> results = new TreeMap<>();
        JsonFields kept = fields.object("results");
        for (String leg : kept.members().values().keySet()) {
            results.put(legNumber(kept, leg), Result.read(kept.object(leg)));
        }
        Map<Integer, SignedReceipt> receipts = new TreeMap<>();
        JsonFields signed = fields.object("receipts");
        for (String leg : signed.members().values().keySet()) {
            SignedReceipt receipt = SignedReceipt.read(signed.object(leg));
            if (receipt.receipt().leg() != legNumber(signed, leg)) {
                throw signed.problem(
                        leg, "is a receipt for leg " + receipt.receipt().leg());
            }
            receipts.put(receipt.receipt().leg(), receipt);
        }
        return new Entry(
                DirectContract.read(fields.object("contract")),
                Signatures.read(fields.object("signatures")),
                results,
                receipts,
                fields.text("lapsed"));
    }

    private static int legNumber(JsonFields fields, String leg) {
        if (!leg.matches("[12]")) {
            throw fields.problem(leg, "is no leg");
        }
        return Integer.parseInt(leg);
    }

    public Json.Members json() {
        Json.Members kept = Json.object();
        for (Map.Entry<Integer, Result> each : results.entrySet()) {
            kept = kept.with(each.getKey().toString(), each.getValue().json());
        }
        Json.Members signed = Json.object();
        for (Map.Entry<Integer, SignedReceipt> each : receipts.entrySet()) {
            signed = signed.with(each.getKey().toString(), each.getValue().json());
        }
        return Json.object()
                .with("contract", contract.json())
                .with("signatures", signatures.json())
                .with("results", kept)
                .with("receipts", signed)
                .with("lapsed", lapsed);
    }
}
