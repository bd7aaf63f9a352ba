package org.dcrbs.protocol.proof;

import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;

/**
 * What one side of a direct trade signs, with its key there, to report the trade as its own. Who merely has the documents
 * can't sign it, and it is good for no other party and with no other coordinator.
 *
 * @param coordinator the fingerprint of its authority
 * @param party the reporter's name with that coordinator
 * @param contract SHA-256 of the contract, in hexadecimal
 */
public record TradeClaim(String coordinator, String party, String contract) {
    private static final String FORMAT = "dcrbs-direct-report/1";

    /** In canonical form. Its format keeps it from passing for a contract or a receipt. */
    public byte[] bytes() {
        return CanonicalJson.bytes(Json.object()
                .with("format", FORMAT)
                .with("coordinator", coordinator)
                .with("party", party)
                .with("contract", contract));
    }
}
