package org.dcrbs.peer.direct.book;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.document.Signatures;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.proof.OpenKey;
import org.dcrbs.protocol.tls.OwnKey;

/**
 * One side's books with a partner, signed by that side: every contract that both signed, with its receipts, and the balance.
 *
 * @param by whose books they are
 * @param with whom they are about
 * @param balance what the partner owes
 */
public record Statement(OpenKey by, OpenKey with, Credits balance, List<Entry> entries) {
    private static final String FORMAT = "dcrbs-direct-statement/1";
    private static final int MOST_ENTRIES = 10_000;

    public static Statement of(Books books, OpenKey partner) throws IOException {
        List<Entry> bound =
                books.with(partner).stream().filter(Entry::signedByBoth).toList();
        return new Statement(books.own(), partner, books.balance(partner), bound);
    }

    public byte[] signed(OwnKey key) {
        Json.Members plain = json();
        byte[] signature = key.sign(CanonicalJson.bytes(plain));
        return CanonicalJson.bytes(
                plain.with("signatures", Signatures.NONE.with(by, signature).json()));
    }

    /** Refuses one that isn't signed by whom it says it is by, or whose sum is not that of its receipts. */
    public static Statement read(byte[] bytes) {
        JsonFields fields = JsonFields.of("statement", CanonicalJson.read("statement", bytes));
        fields.only("format", "by", "with", "balance", "entries", "signatures");
        if (!fields.text("format").equals(FORMAT)) {
            throw fields.problem("format", "is not " + FORMAT);
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonFields entry : fields.objects("entries", MOST_ENTRIES)) {
            entries.add(Entry.read(entry));
        }
        Statement statement = new Statement(
                new OpenKey(fields.text("by")),
                new OpenKey(fields.text("with")),
                Credits.micro(fields.whole("balance", -Credits.MOST.micro(), Credits.MOST.micro())),
                entries);
        if (!Signatures.read(fields.object("signatures")).of(statement.by, CanonicalJson.bytes(statement.json()))) {
            throw new IllegalArgumentException("the statement is not signed by " + statement.by);
        }
        Credits sum = Credits.ZERO;
        for (Entry entry : entries) {
            sum = sum.plus(entry.balance(statement.by));
        }
        if (!sum.equals(statement.balance)) {
            throw new IllegalArgumentException(
                    "the statement says " + statement.balance + ", its receipts come to " + sum);
        }
        return statement;
    }

    /** Where the partner's statement and these books differ, a sentence each; none if they agree to the micro-credit. */
    public List<String> differences(Books books) throws IOException {
        if (!with.equals(books.own())) {
            return List.of("the statement is about " + with + ", not about this node");
        }
        Map<String, Entry> there = new TreeMap<>();
        entries.forEach(entry -> there.put(entry.deal(), entry));
        List<String> found = new ArrayList<>();
        for (Entry here : books.with(by).stream().filter(Entry::signedByBoth).toList()) {
            Entry other = there.remove(here.deal());
            if (other == null) {
                found.add("contract " + here.deal() + " is here, not there");
            } else {
                compare(here, other, found);
            }
        }
        there.keySet().forEach(deal -> found.add("contract " + deal + " is there, not here"));
        Credits own = books.balance(by);
        if (!own.equals(balance.negate())) {
            found.add("here the partner owes " + own + ", there this node is owed " + balance.negate());
        }
        return found;
    }

    private static void compare(Entry here, Entry there, List<String> found) {
        if (!here.contract().equals(there.contract())) {
            found.add("contract " + here.deal() + " says something else there");
            return;
        }
        for (int leg = 1; leg <= here.contract().draft().legs().size(); leg++) {
            var ours = here.settled(leg).map(SignedReceipt::receipt);
            var theirs = there.settled(leg).map(SignedReceipt::receipt);
            if (!ours.equals(theirs)) {
                found.add("contract " + here.deal() + ", leg " + leg + ": here "
                        + ours.map(receipt -> receipt.owed() + " owed").orElse("no receipt of both") + ", there "
                        + theirs.map(receipt -> receipt.owed() + " owed").orElse("no receipt of both"));
            }
        }
    }

    private Json.Members json() {
        return Json.object()
                .with("format", FORMAT)
                .with("by", by.hex())
                .with("with", with.hex())
                .with("balance", Long.toString(balance.micro()))
                .with(
                        "entries",
                        new Json.Items(entries.stream().<Json>map(Entry::json).toList()));
    }
}
