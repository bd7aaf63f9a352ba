package org.dcrbs.peer.direct.counter;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.peer.direct.book.Books;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.book.Result;
import org.dcrbs.peer.direct.book.SignedReceipt;
import org.dcrbs.peer.direct.document.LegDraft;
import org.dcrbs.peer.direct.document.Receipt;
import org.dcrbs.peer.direct.document.Signatures;
import org.dcrbs.peer.direct.document.Texts;
import org.dcrbs.peer.direct.goods.Incoming;
import org.dcrbs.peer.transfer.Inbox;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.v1.DirectDocument;
import org.dcrbs.protocol.v1.DirectSignature;

/** Countersigns receipts that say what happened, and nothing else. That moment they are in the books. */
final class Receipts {
    private final Books books;
    private final Incoming incoming;
    private final Inbox inbox;
    private final OwnKey key;

    Receipts(Books books, Incoming incoming, Inbox inbox, OwnKey key) {
        this.books = books;
        this.incoming = incoming;
        this.inbox = inbox;
        this.key = key;
    }

    DirectSignature countersign(Contact partner, DirectDocument asked) throws IOException {
        byte[] bytes = asked.getDocument().toByteArray();
        Receipt receipt = Receipt.read(bytes);
        String deal = asked.getDeal();
        if (books.find(deal).isEmpty()) {
            throw new IllegalArgumentException("there is no contract " + Texts.brief(deal) + " with you");
        }
        Entry entry = books.change(deal, now -> {
            if (now == null || !now.contract().draft().dialler().equals(partner.key()) || !now.signedByBoth()) {
                throw new IllegalArgumentException("there is no contract " + Texts.brief(deal) + " with you");
            }
            return countersigned(now, receipt, bytes, asked.getSignature().toByteArray());
        });
        SignedReceipt kept = entry.settled(receipt.leg()).orElseThrow();
        return DirectSignature.newBuilder()
                .setSignature(ByteString.copyFrom(kept.signatures().bytes(books.own())))
                .build();
    }

    private Entry countersigned(Entry now, Receipt receipt, byte[] bytes, byte[] signature) throws IOException {
        Optional<SignedReceipt> before = now.settled(receipt.leg());
        if (before.isPresent()) {
            if (!before.get().receipt().equals(receipt)) {
                throw new IllegalArgumentException("leg " + receipt.leg() + " has another receipt already");
            }
            return now;
        }
        if (!receipt.contract().equals(now.contract().hash())) {
            throw new IllegalArgumentException("the receipt is for another contract: " + receipt.contract());
        }
        if (!now.contract().draft().dialler().signed(bytes, signature)) {
            throw new IllegalArgumentException(
                    "the receipt is not signed by " + now.contract().draft().dialler());
        }
        check(now, receipt);
        return now.with(new SignedReceipt(
                receipt,
                Signatures.NONE
                        .with(now.contract().draft().dialler(), signature)
                        .with(books.own(), key.sign(bytes))));
    }

    private void check(Entry now, Receipt receipt) throws IOException {
        LegDraft leg = now.contract().draft().leg(receipt.leg());
        Credits owed = receipt.done() ? now.contract().worth(receipt.leg()) : Credits.ZERO;
        if (!receipt.owed().equals(owed)) {
            throw new IllegalArgumentException(
                    "leg " + receipt.leg() + " was agreed at " + owed + ", the receipt says " + receipt.owed());
        }
        Result happened = leg.spec() instanceof FileHeader file
                ? new Result(true, "", file.sha256(), file.bytes(), 0, 0)
                : Optional.ofNullable(now.results().get(receipt.leg()))
                        .orElseThrow(() -> new IllegalArgumentException("leg " + receipt.leg() + " is not worked yet"));
        boolean same = receipt.done() == happened.done()
                && receipt.sha256().equals(happened.sha256())
                && receipt.bytes() == happened.bytes()
                && receipt.cpuNanos() == happened.cpuNanos()
                && receipt.wallNanos() == happened.wallNanos();
        if (!same) {
            throw new IllegalArgumentException("the receipt for leg " + receipt.leg() + " does not say what happened");
        }
        if (leg.taker().equals(books.own())) {
            FileHeader header = (FileHeader) leg.spec();
            inbox.keep(
                    incoming.whole(now.deal(), receipt.leg())
                            .orElseThrow(
                                    () -> new IllegalArgumentException("leg " + receipt.leg() + " has not come yet")),
                    ByteString.fromHex(header.sha256()),
                    header.name());
        }
    }
}
