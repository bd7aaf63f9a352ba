package org.dcrbs.peer.direct.counter;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.book.Books;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.document.DirectContract;
import org.dcrbs.peer.direct.document.Signatures;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.v1.DirectDocument;
import org.dcrbs.protocol.v1.DirectSignature;

/** Signs contracts: exactly what was agreed on, once, within what the partner may owe and what there is. */
final class Signing {
    private final Books books;
    private final Deals deals;
    private final OwnKey key;
    private final Clock clock;

    Signing(Books books, Deals deals, OwnKey key, Clock clock) {
        this.books = books;
        this.deals = deals;
        this.key = key;
        this.clock = clock;
    }

    DirectSignature sign(Contact partner, DirectDocument asked) throws IOException, RefusedException {
        DirectContract contract = DirectContract.read(asked.getDocument().toByteArray());
        String deal = contract.draft().deal();
        if (!deal.equals(asked.getDeal())) {
            throw new IllegalArgumentException("the contract is about deal " + deal + ", not " + asked.getDeal());
        }
        if (!contract.draft().dialler().equals(partner.key())) {
            throw new IllegalArgumentException("contract " + deal + " is none of yours");
        }
        Optional<OpenDeal> talked = deals.find(partner, deal);
        if (talked.isEmpty() && books.find(deal).isEmpty()) {
            // A promise to the partner, who may then forget the contract: only from a deal talked about is one signed.
            throw new RefusedException(ErrorCode.NOT_FOUND, "deal " + deal + " was never agreed on here");
        }
        Entry entry = books.change(deal, now -> {
            if (now != null) {
                if (!now.contract().equals(contract)) {
                    throw new IllegalArgumentException("deal " + deal + " was signed with other terms");
                }
                return now;
            }
            OpenDeal open = talked.orElseThrow(() -> new IllegalArgumentException("deal " + deal + " is over"));
            synchronized (open) {
                return signed(partner, open, asked);
            }
        });
        deals.close(deal);
        return DirectSignature.newBuilder()
                .setSignature(ByteString.copyFrom(entry.signatures().bytes(books.own())))
                .build();
    }

    private Entry signed(Contact partner, OpenDeal open, DirectDocument asked) throws IOException {
        DirectContract agreed = open.contract();
        byte[] bytes = asked.getDocument().toByteArray();
        Instant now = clock.instant();
        if (!Arrays.equals(bytes, agreed.bytes())) {
            throw new IllegalArgumentException(
                    "the contract for deal " + agreed.draft().deal() + " is not what was agreed on: "
                            + DirectContract.read(bytes).worths() + ", not " + agreed.worths());
        }
        if (!now.isBefore(agreed.draft().talkUntil())) {
            throw new IllegalArgumentException(
                    "the time to sign was over at " + agreed.draft().talkUntil());
        }
        byte[] signature = asked.getSignature().toByteArray();
        if (!partner.key().signed(bytes, signature)) {
            throw new IllegalArgumentException("the contract is not signed by " + partner.key());
        }
        Entry entry =
                Entry.of(agreed, Signatures.NONE.with(partner.key(), signature).with(books.own(), key.sign(bytes)));
        Credits exposure = books.exposure(partner.key(), entry, now);
        if (exposure.compareTo(partner.limit()) > 0) {
            throw new IllegalArgumentException(
                    "you would owe " + exposure + " credits; " + partner.limit() + " is the limit here");
        }
        Optional<String> refusal = deals.soldOut(agreed.draft().leg(1), now);
        if (refusal.isEmpty() && agreed.draft().legs().size() > 1) {
            refusal = deals.unwanted(agreed.draft().leg(2), now);
        }
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(refusal.get());
        }
        return entry;
    }
}
