package org.dcrbs.server.direct;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.proof.OpenKey;
import org.dcrbs.protocol.v1.Errand.ReportTrade;
import org.dcrbs.protocol.v1.Errand.SignedByBoth;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.direct.DirectTrade.Leg;
import org.dcrbs.server.direct.DirectTrade.Role;
import org.dcrbs.server.direct.DirectTrade.Side;
import org.dcrbs.server.direct.DirectTrade.SignedText;
import org.dcrbs.server.listing.BadInputException;

/**
 * Reads what was reported. Refuses what the two have not both signed, and receipts that are not for that contract, or over
 * another amount. What exactly they traded is theirs to say: goods are kept as they are written.
 */
final class ReportReader {
    private static final int MOST_CONTRACT_BYTES = 32 << 10;
    private static final int MOST_RECEIPT_BYTES = 4 << 10;
    private static final int MOST_LEGS = 2;
    private static final int LONGEST_WORD = 40;
    /** The year 9999 ends then. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final OpenKey dialler;
    private final OpenKey listener;
    private final JsonFields contract;
    private final String id;

    private ReportReader(JsonFields contract, String id) {
        this.contract = contract;
        this.id = id;
        this.dialler = new OpenKey(contract.text("dialler"));
        this.listener = new OpenKey(contract.text("listener"));
    }

    /** The trade as reported by nobody yet. */
    static DirectTrade read(ReportTrade report) {
        byte[] bytes = report.getContract().getDocument().toByteArray();
        JsonFields contract = document("contract", bytes, MOST_CONTRACT_BYTES, "dcrbs-direct/1")
                .only(
                        "format",
                        "deal",
                        "dialler",
                        "listener",
                        "made",
                        "answerWithin",
                        "talkUntil",
                        "deliverUntil",
                        "legs");
        return new ReportReader(contract, Digests.sha256(bytes)).trade(report);
    }

    private DirectTrade trade(ReportTrade report) {
        if (dialler.equals(listener)) {
            throw contract.problem("listener", "is the dialler's key, too");
        }
        String deal = deal();
        SignedText signed = signed("the contract", report.getContract());
        List<JsonFields> drafts = contract.objects("legs", MOST_LEGS);
        if (drafts.isEmpty()) {
            throw contract.problem("legs", "there is none; want 1 or 2");
        }
        if (report.getReceiptsCount() != drafts.size()) {
            throw new BadInputException("contract " + id + ": " + report.getReceiptsCount() + " receipts for "
                    + drafts.size() + " legs; only a settled deal can be reported");
        }
        List<Leg> legs = new ArrayList<>();
        List<SignedText> receipts = new ArrayList<>();
        for (int number = 1; number <= drafts.size(); number++) {
            SignedByBoth receipt = report.getReceipts(number - 1);
            legs.add(leg(number, drafts.get(number - 1), receipt.getDocument().toByteArray()));
            receipts.add(signed("the receipt for leg " + number, receipt));
        }
        return new DirectTrade(
                id,
                deal,
                Instant.ofEpochSecond(contract.whole("made", 0, LAST_SECOND)),
                new Side(dialler.hex(), Optional.empty()),
                new Side(listener.hex(), Optional.empty()),
                legs,
                signed,
                receipts);
    }

    private String deal() {
        String deal = contract.text("deal");
        if (!deal.matches("[0-9a-f]{32}")) {
            throw contract.problem("deal", "want 32 hexadecimal digits in lower case");
        }
        return deal;
    }

    /** @param number from 1 */
    private Leg leg(int number, JsonFields draft, byte[] receipt) {
        Role giver = number == 1 ? Role.LISTENER : Role.DIALLER;
        key(draft, "giver", number == 1 ? listener : dialler);
        key(draft, "taker", number == 1 ? dialler : listener);
        JsonFields fields = document("receipt", receipt, MOST_RECEIPT_BYTES, "dcrbs-direct-receipt/1")
                .only("format", "contract", "leg", "done", "owed", "sha256", "bytes", "cpuNanos", "wallNanos", "at");
        if (!fields.text("contract").equals(id)) {
            throw new BadInputException("contract " + id + ", leg " + number + ": its receipt is for another contract");
        }
        if (fields.whole("leg", 1, MOST_LEGS) != number) {
            throw fields.problem("leg", "want receipts in the order of the legs, one each");
        }
        if (!(fields.value("done") instanceof Json.Truth done)) {
            throw fields.problem("done", "is neither true nor false");
        }
        Credits worth = credits(draft, "worth");
        Credits owed = credits(fields, "owed");
        if (!owed.equals(done.value() ? worth : Credits.ZERO)) {
            throw new BadInputException("contract " + id + ", leg " + number + ": agreed at " + worth + ", "
                    + (done.value() ? "delivered" : "not delivered") + ", and " + owed + " owed");
        }
        return new Leg(giver, word(draft, "offer"), word(draft.object("spec"), "category"), worth, done.value(), owed);
    }

    private SignedText signed(String what, SignedByBoth document) {
        byte[] bytes = document.getDocument().toByteArray();
        check(what, "who dialled", dialler, bytes, document.getDiallerSignature());
        check(what, "who answered", listener, bytes, document.getListenerSignature());
        return new SignedText(
                new String(bytes, StandardCharsets.UTF_8),
                hex(document.getDiallerSignature()),
                hex(document.getListenerSignature()));
    }

    private void check(String what, String who, OpenKey key, byte[] bytes, ByteString signature) {
        if (!key.signed(bytes, signature.toByteArray())) {
            throw new BadInputException("contract " + id + ": " + what + " is not signed by " + who + ", " + key);
        }
    }

    private static JsonFields document(String name, byte[] bytes, int most, String format) {
        if (bytes.length > most) {
            throw new BadInputException(name + ": has " + bytes.length + " bytes; " + most + " at most");
        }
        JsonFields fields = JsonFields.of(name, CanonicalJson.read(name, bytes));
        if (!fields.text("format").equals(format)) {
            throw fields.problem("format", "is not " + format);
        }
        return fields;
    }

    private static void key(JsonFields leg, String name, OpenKey want) {
        if (!leg.text(name).equals(want.hex())) {
            throw leg.problem(name, "want " + want + ": who answers gives in leg 1, who dials in leg 2");
        }
    }

    private static Credits credits(JsonFields fields, String name) {
        return Credits.micro(fields.whole(name, 0, Credits.MOST.micro()));
    }

    private static String word(JsonFields fields, String name) {
        String word = fields.text(name);
        if (!word.matches("[A-Za-z0-9_-]{1," + LONGEST_WORD + "}")) {
            throw fields.problem(name, "want 1 to " + LONGEST_WORD + " letters, digits, dashes");
        }
        return word;
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
