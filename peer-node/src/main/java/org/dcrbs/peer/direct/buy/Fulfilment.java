package org.dcrbs.peer.direct.buy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.book.Result;
import org.dcrbs.peer.direct.book.SignedReceipt;
import org.dcrbs.peer.direct.document.DirectContract;
import org.dcrbs.peer.direct.document.LegDraft;
import org.dcrbs.peer.direct.document.Receipt;
import org.dcrbs.peer.direct.document.Signatures;
import org.dcrbs.peer.direct.line.Asker;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.v1.DirectDocument;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.Envelope;

/** Signs a contract and carries it out, from wherever it stands. */
final class Fulfilment {
    private final Tools tools;
    private final Asker line;
    private final Contact partner;
    private final Legs legs;

    Fulfilment(Tools tools, Asker line, Contact partner, Outgoing outgoing) {
        this.tools = tools;
        this.line = line;
        this.partner = partner;
        this.legs = new Legs(tools, line, partner, outgoing);
    }

    /** Signs first, and writes that down: from then on the other side may hold this side to it. */
    Entry propose(DirectContract contract) throws IOException, NoDealException {
        byte[] bytes = contract.bytes();
        Entry entry = Entry.of(
                contract, Signatures.NONE.with(tools.books().own(), tools.key().sign(bytes)));
        Credits exposure =
                tools.books().exposure(partner.key(), entry, tools.clock().instant());
        if (exposure.compareTo(partner.limit()) > 0) {
            throw new NoDealException(
                    partner.name() + " would owe " + exposure + " credits; you let it owe " + partner.limit());
        }
        return tools.books().change(contract.draft().deal(), before -> entry);
    }

    /** Goes on until all is settled, or nothing more can be done. */
    Entry finish(Entry from) throws IOException, NoDealException {
        Entry entry = from;
        if (!entry.lapsed().isEmpty()) {
            return entry;
        }
        if (!entry.signedByBoth()) {
            entry = sign(entry);
        }
        // What is given in kind goes first: then the partner is never owed more than the balance that was agreed on.
        for (int leg = entry.contract().draft().legs().size(); leg >= 1 && entry.signedByBoth(); leg--) {
            if (entry.settled(leg).isEmpty()) {
                entry = settle(entry, leg);
            }
        }
        return entry;
    }

    private Entry sign(Entry entry) throws IOException, NoDealException {
        byte[] bytes = entry.contract().bytes();
        try {
            byte[] signature = signature(DirectMessage.newBuilder()
                    .setContract(document(entry, bytes, entry.signatures()))
                    .build());
            if (!partner.key().signed(bytes, signature)) {
                throw new NoDealException(partner.name() + " answered with a signature that is none of its");
            }
            tools.tell().accept("contract " + entry.contract().hash().substring(0, 16) + " signed by both");
            return change(entry, now -> now.with(now.signatures().with(partner.key(), signature)));
        } catch (RefusedException e) {
            if (e.code() == ErrorCode.INTERNAL || e.code() == ErrorCode.UNKNOWN_PARTY) {
                throw new NoDealException(partner.name() + " does not sign now: " + e.getMessage());
            }
            return change(entry, now -> now.lapse(partner.name() + " did not sign: " + e.getMessage()));
        }
    }

    private Entry settle(Entry entry, int leg) throws IOException, NoDealException {
        SignedReceipt own = entry.receipts().get(leg);
        try {
            if (own == null) {
                boolean here = legs.isHere(entry, leg);
                if (!here && !entry.open(tools.clock().instant())) {
                    return entry;
                }
                Entry delivered = here ? entry : legs.deliver(entry, leg);
                SignedReceipt made = receipt(delivered, leg);
                // Another run of this program may have been quicker: there is one receipt a leg, the first.
                entry = tools.books()
                        .change(
                                entry.deal(),
                                now -> now != null && now.receipts().containsKey(leg)
                                        ? now
                                        : (now == null ? delivered : now).with(made));
                own = entry.receipts().getOrDefault(leg, made);
            }
            byte[] bytes = own.receipt().bytesToSign();
            byte[] signature = signature(DirectMessage.newBuilder()
                    .setReceipt(document(entry, bytes, own.signatures()))
                    .build());
            if (!partner.key().signed(bytes, signature)) {
                throw new NoDealException(partner.name() + " answered with a signature that is none of its");
            }
            SignedReceipt both =
                    new SignedReceipt(own.receipt(), own.signatures().with(partner.key(), signature));
            tools.tell()
                    .accept("receipt for leg " + leg + " signed by both: "
                            + both.receipt().owed() + " credits");
            return tools.books().change(entry.deal(), with(both, entry));
        } catch (RefusedException e) {
            throw new NoDealException(partner.name() + " refuses: " + e.getMessage());
        }
    }

    private SignedReceipt receipt(Entry entry, int leg) throws IOException {
        LegDraft draft = entry.contract().draft().leg(leg);
        Result happened = entry.results().get(leg);
        if (happened == null) {
            happened = new Result(true, "", draft.sent().sha256(), draft.sent().bytes(), 0, 0);
        }
        if (happened.done() && draft.taker().equals(tools.books().own())) {
            Path kept = tools.inbox()
                    .keep(
                            tools.incoming().whole(entry.deal(), leg).orElseThrow(),
                            ByteString.fromHex(happened.sha256()),
                            legs.name(draft));
            tools.tell().accept("received " + happened.bytes() + " bytes, SHA-256 right: " + kept.getFileName());
        }
        Instant at = tools.clock().instant();
        Receipt receipt = new Receipt(
                entry.contract().hash(),
                leg,
                happened.done(),
                happened.done() ? entry.contract().worth(leg) : Credits.ZERO,
                happened.sha256(),
                happened.bytes(),
                happened.cpuNanos(),
                happened.wallNanos(),
                Instant.ofEpochSecond(at.getEpochSecond()));
        byte[] bytes = receipt.bytesToSign();
        return new SignedReceipt(
                receipt, Signatures.NONE.with(tools.books().own(), tools.key().sign(bytes)));
    }

    private interface Step {
        Entry from(Entry now);
    }

    private Entry change(Entry entry, Step step) throws IOException {
        return tools.books().change(entry.deal(), now -> step.from(now == null ? entry : now));
    }

    private static org.dcrbs.peer.direct.book.Books.Change with(SignedReceipt receipt, Entry otherwise) {
        return now -> (now == null ? otherwise : now).with(receipt);
    }

    private DirectDocument document(Entry entry, byte[] bytes, Signatures signatures) {
        return DirectDocument.newBuilder()
                .setDeal(entry.deal())
                .setDocument(ByteString.copyFrom(bytes))
                .setSignature(ByteString.copyFrom(signatures.bytes(tools.books().own())))
                .build();
    }

    private byte[] signature(DirectMessage question) throws IOException, RefusedException, NoDealException {
        Envelope answer = line.ask(question);
        if (!answer.hasDirect() || !answer.getDirect().hasSignature()) {
            throw new NoDealException(partner.name() + " answered something else than was asked");
        }
        return answer.getDirect().getSignature().getSignature().toByteArray();
    }
}
