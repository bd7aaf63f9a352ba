package org.dcrbs.peer.direct.book;

import org.dcrbs.peer.direct.document.Receipt;
import org.dcrbs.peer.direct.document.Signatures;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;

/** A receipt, and who has signed it so far. */
public record SignedReceipt(Receipt receipt, Signatures signatures) {
    static SignedReceipt read(JsonFields fields) {
        fields.only("receipt", "signatures");
        return new SignedReceipt(Receipt.read(fields.object("receipt")), Signatures.read(fields.object("signatures")));
    }

    Json.Members json() {
        return Json.object().with("receipt", receipt.json()).with("signatures", signatures.json());
    }
}
