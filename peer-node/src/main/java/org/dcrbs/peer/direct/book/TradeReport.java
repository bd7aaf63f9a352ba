package org.dcrbs.peer.direct.book;

import com.google.protobuf.ByteString;
import org.dcrbs.peer.direct.document.Draft;
import org.dcrbs.peer.direct.document.Signatures;
import org.dcrbs.protocol.proof.TradeClaim;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.v1.Errand;

/**
 * How this node reports its deals.
 *
 * @param key its own in the contracts
 * @param coordinator the fingerprint of its authority
 * @param party how this node is called there
 */
public record TradeReport(OwnKey key, String coordinator, String party) {
    /** @param entry complete */
    public Errand.ReportTrade of(Entry entry) {
        Draft draft = entry.contract().draft();
        TradeClaim claim = new TradeClaim(coordinator, party, entry.contract().hash());
        Errand.ReportTrade.Builder report = Errand.ReportTrade.newBuilder()
                .setContract(document(draft, entry.contract().bytes(), entry.signatures()))
                .setKey(ByteString.fromHex(key.open().hex()))
                .setSignature(ByteString.copyFrom(key.sign(claim.bytes())));
        for (int leg = 1; leg <= draft.legs().size(); leg++) {
            SignedReceipt signed = entry.settled(leg).orElseThrow();
            report.addReceipts(document(draft, signed.receipt().bytesToSign(), signed.signatures()));
        }
        return report.build();
    }

    private static Errand.SignedByBoth document(Draft draft, byte[] bytes, Signatures signatures) {
        return Errand.SignedByBoth.newBuilder()
                .setDocument(ByteString.copyFrom(bytes))
                .setDiallerSignature(ByteString.copyFrom(signatures.bytes(draft.dialler())))
                .setListenerSignature(ByteString.copyFrom(signatures.bytes(draft.listener())))
                .build();
    }
}
