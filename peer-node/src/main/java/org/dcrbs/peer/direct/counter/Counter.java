package org.dcrbs.peer.direct.counter;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Supplier;
import org.dcrbs.peer.direct.book.Books;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Contacts;
import org.dcrbs.peer.direct.deal.Appraiser;
import org.dcrbs.peer.direct.document.SpecJson;
import org.dcrbs.peer.direct.goods.Bench;
import org.dcrbs.peer.direct.goods.Good;
import org.dcrbs.peer.direct.goods.Incoming;
import org.dcrbs.peer.direct.goods.Stock;
import org.dcrbs.peer.door.Door;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.transfer.Inbox;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.proof.OpenKey;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.v1.DirectCatalogue;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.Envelope;

/** Answers whatever a partner may ask. */
public final class Counter implements Door.Answerer, AutoCloseable {
    private final Contacts contacts;
    private final Stock stock;
    private final Clock clock;
    private final Deals deals;
    private final Signing signing;
    private final Delivery delivery;
    private final Receipts receipts;

    /**
     * What the answers come from.
     *
     * @param appraiser the own policy; asked for at the first deal, since compiling rules takes seconds
     * @param owner makes the moves that a person makes
     * @param workers how many work units run at once
     */
    public record Means(
            Books books,
            Contacts contacts,
            Stock stock,
            Supplier<Appraiser> appraiser,
            Owner owner,
            Incoming incoming,
            Inbox inbox,
            Bench bench,
            int workers,
            OwnKey key) {}

    public Counter(Means means, Clock clock) {
        this.contacts = means.contacts();
        this.stock = means.stock();
        this.clock = clock;
        this.deals = new Deals(means.books(), means.stock(), means.appraiser(), means.owner(), clock);
        this.signing = new Signing(means.books(), deals, means.key(), clock);
        this.delivery =
                new Delivery(means.books(), means.stock(), means.incoming(), means.bench(), means.workers(), clock);
        this.receipts = new Receipts(means.books(), means.incoming(), means.inbox(), means.key());
    }

    @Override
    public Envelope.Builder answer(PeerName caller, Envelope message) throws RefusedException, IOException {
        if (!message.hasDirect()) {
            throw new RefusedException(ErrorCode.UNKNOWN_MESSAGE, "here only direct trade is spoken of");
        }
        DirectMessage question = message.getDirect();
        // Asked at each question, so that a partner can be shut out.
        Contact partner = contacts.of(new OpenKey(caller.partyId()))
                .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_PARTY, "this key is not known here"));
        Envelope.Builder answer = Envelope.newBuilder();
        DirectMessage.Builder direct = DirectMessage.newBuilder();
        return switch (question.getBodyCase()) {
            case CATALOGUE_REQUEST -> answer.setDirect(direct.setCatalogue(catalogue()));
            case REQUEST ->
                answer.setDirect(direct.setTalk(
                        deals.request(partner, question.getRequest().getDraft().toByteArray())));
            case MOVE -> answer.setDirect(direct.setTalk(deals.move(partner, question.getMove())));
            case CONTRACT -> answer.setDirect(direct.setSignature(signing.sign(partner, question.getContract())));
            case PIECE_REQUEST -> answer.setBlobChunk(delivery.piece(partner, question.getPieceRequest()));
            case PIECE -> answer.setDirect(direct.setHeld(delivery.take(partner, question.getPiece())));
            case WORK -> answer.setDirect(delivery.work(partner, question.getWork()));
            case RECEIPT -> answer.setDirect(direct.setSignature(receipts.countersign(partner, question.getReceipt())));
            case CATALOGUE, TALK, SIGNATURE, HELD, WORK_DONE, BODY_NOT_SET ->
                throw new RefusedException(ErrorCode.UNKNOWN_MESSAGE, "that is no question");
        };
    }

    private DirectCatalogue catalogue() {
        DirectCatalogue.Builder catalogue = DirectCatalogue.newBuilder();
        for (Good good : stock.all()) {
            catalogue.addOffers(ByteString.copyFrom(CanonicalJson.bytes(Json.object()
                    .with("id", good.id())
                    .with("spec", SpecJson.of(good.spec()))
                    .with("copies", good.copies())
                    .with("until", good.window(clock.instant()).until().getEpochSecond()))));
        }
        return catalogue.build();
    }

    @Override
    public void close() {
        delivery.close();
    }
}
