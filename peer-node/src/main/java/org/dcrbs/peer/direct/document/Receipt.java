package org.dcrbs.peer.direct.document;

import java.time.Instant;
import org.dcrbs.market.Credits;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;

/**
 * That a leg was delivered, or came to nothing, and what is owed for it. Once both have signed it, it is a posting in both
 * books: from the taker to the giver. Nothing else moves a balance.
 *
 * @param contract the contract's hash
 * @param leg from 1
 * @param done whether it was delivered; if not, nothing is owed
 * @param sha256 of the file or the output, as received; empty if not done
 * @param bytes its length
 * @param cpuNanos of a work unit, as metered by the giver
 * @param wallNanos of a work unit, from its order to its result
 */
public record Receipt(
        String contract,
        int leg,
        boolean done,
        Credits owed,
        String sha256,
        long bytes,
        long cpuNanos,
        long wallNanos,
        Instant at) {
    private static final String FORMAT = "dcrbs-direct-receipt/1";
    private static final long MOST_NANOS = Json.Whole.MOST;

    public Receipt {
        if (!done && !owed.equals(Credits.ZERO)) {
            throw new IllegalArgumentException(
                    "receipt for leg " + leg + ": " + owed + " owed for what was not delivered");
        }
    }

    public static Receipt read(byte[] bytes) {
        return read(JsonFields.of("receipt", CanonicalJson.read("receipt", bytes)));
    }

    public static Receipt read(JsonFields fields) {
        fields.only("format", "contract", "leg", "done", "owed", "sha256", "bytes", "cpuNanos", "wallNanos", "at");
        if (!fields.text("format").equals(FORMAT)) {
            throw fields.problem("format", "is not " + FORMAT);
        }
        if (!(fields.value("done") instanceof Json.Truth done)) {
            throw fields.problem("done", "is neither true nor false");
        }
        return new Receipt(
                Texts.sha256(fields, "contract"),
                (int) fields.whole("leg", 1, Draft.MOST_LEGS),
                done.value(),
                Texts.credits(fields, "owed"),
                done.value() ? Texts.sha256(fields, "sha256") : "",
                fields.whole("bytes", 0, Json.Whole.MOST),
                fields.whole("cpuNanos", 0, MOST_NANOS),
                fields.whole("wallNanos", 0, MOST_NANOS),
                Texts.time(fields, "at"));
    }

    public Json.Members json() {
        return Json.object()
                .with("format", FORMAT)
                .with("contract", contract)
                .with("leg", leg)
                .with("done", new Json.Truth(done))
                .with("owed", Texts.credits(owed))
                .with("sha256", sha256)
                .with("bytes", bytes)
                .with("cpuNanos", cpuNanos)
                .with("wallNanos", wallNanos)
                .with("at", at.getEpochSecond());
    }

    public byte[] bytesToSign() {
        return CanonicalJson.bytes(json());
    }
}
