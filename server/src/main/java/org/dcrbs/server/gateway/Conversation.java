package org.dcrbs.server.gateway;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.v1.Ack;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.BlobRequest;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.OfferedLot;
import org.dcrbs.protocol.v1.ShareAccepted;
import org.dcrbs.protocol.v1.ShareOffer;
import org.dcrbs.protocol.v1.Welcome;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.peer.Peers;
import org.dcrbs.server.work.WorkService;

/** What one enrolled node and the coordinator say to each other on one session. */
final class Conversation implements AutoCloseable {
    private static final int CHUNK_BYTES = 512 << 10;
    private static final int MOST_LOTS = 10_000;
    private static final long MOST_BLOB_BYTES = 64L << 30;
    private static final int HEARTBEAT_SECONDS = 30;

    private final PartyId party;
    private final LinkSession session;
    private final Peers peers;
    private final Listings listings;
    private final WorkService work;
    private final Blobs blobs;
    private final Uploads uploads;
    /** Results whose output is still being fetched, by its hash. */
    private final Map<ByteString, Envelope> fetching = new HashMap<>();

    Conversation(PartyId party, LinkSession session, Peers peers, Listings listings, WorkService work, Blobs blobs) {
        this.party = party;
        this.session = session;
        this.peers = peers;
        this.listings = listings;
        this.work = work;
        this.blobs = blobs;
        this.uploads = new Uploads(blobs, MOST_BLOB_BYTES);
    }

    /** Tells whether the message was one for a coordinator. */
    boolean hear(Envelope message) throws IOException {
        switch (message.getBodyCase()) {
            case HELLO -> greet(message);
            case HEARTBEAT, ACK, ERROR -> {
                // Hearing it is all: silence would have ended the session.
            }
            case SHARE_OFFER -> share(message, message.getShareOffer());
            case WORK_RESULT -> result(message);
            case BLOB_REQUEST -> serve(message, message.getBlobRequest());
            case BLOB_CHUNK -> store(message, message.getBlobChunk());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void greet(Envelope message) {
        var hello = message.getHello();
        Reports.check(hello);
        peers.report(
                party, hello.getNodeVersion(), Reports.map(hello.getHardware()), Reports.map(hello.getBenchmarks()));
        session.answer(
                message,
                Envelope.newBuilder()
                        .setWelcome(Welcome.newBuilder()
                                .setCoordinatorVersion("0.1.0")
                                .setHeartbeatSeconds(HEARTBEAT_SECONDS)));
        for (WorkOrder order : work.openOrders(party)) {
            session.send(Envelope.newBuilder().setWorkOrder(order));
        }
    }

    private void share(Envelope message, ShareOffer share) {
        if (share.getLotsCount() > MOST_LOTS) {
            throw new BadInputException(share.getLotsCount() + " lots; " + MOST_LOTS + " at the most");
        }
        ShareAccepted.Builder answer = ShareAccepted.newBuilder();
        List<Offer> offers = new ArrayList<>();
        for (OfferedLot lot : share.getLotsList()) {
            try {
                offers.add(OfferedLots.offer(party, lot));
                answer.addAccepted(lot.getLocalId());
            } catch (IllegalArgumentException e) {
                answer.addRefused(ShareAccepted.Refusal.newBuilder()
                        .setLocalId(lot.getLocalId())
                        .setReason(String.valueOf(e.getMessage())));
            }
        }
        listings.replaceReported(party, offers);
        session.answer(message, Envelope.newBuilder().setShareAccepted(answer));
    }

    private void result(Envelope message) throws IOException {
        WorkResult result = message.getWorkResult();
        ByteString output = result.getOutputSha256();
        if (output.isEmpty() || blobs.find(OfferedLots.hex(output)).isPresent()) {
            accept(message, result);
        } else {
            fetching.put(output, message);
            ask(output);
        }
    }

    private void accept(Envelope message, WorkResult result) throws IOException {
        work.accept(party, result);
        session.answer(message, Envelope.newBuilder().setAck(Ack.getDefaultInstance()));
    }

    private void ask(ByteString sha256) {
        session.send(Envelope.newBuilder()
                .setBlobRequest(BlobRequest.newBuilder().setSha256(sha256).setOffset(uploads.received(sha256))));
    }

    private void serve(Envelope message, BlobRequest request) throws IOException {
        Optional<Path> blob = blobs.find(OfferedLots.hex(request.getSha256()));
        if (blob.isEmpty()) {
            session.refuse(message, ErrorCode.NOT_FOUND, "no blob " + OfferedLots.hex(request.getSha256()));
            return;
        }
        byte[] part = blobs.part(blob.get(), request.getOffset(), CHUNK_BYTES);
        session.answer(
                message,
                Envelope.newBuilder()
                        .setBlobChunk(BlobChunk.newBuilder()
                                .setSha256(request.getSha256())
                                .setOffset(request.getOffset())
                                .setData(ByteString.copyFrom(part))
                                .setTotalBytes(Files.size(blob.get()))));
    }

    private void store(Envelope message, BlobChunk chunk) throws IOException {
        boolean whole = uploads.add(chunk);
        Envelope waiting = fetching.get(chunk.getSha256());
        if (whole && waiting != null) {
            fetching.remove(chunk.getSha256());
            accept(waiting, waiting.getWorkResult());
        } else if (whole) {
            session.answer(message, Envelope.newBuilder().setAck(Ack.getDefaultInstance()));
        } else if (waiting != null) {
            ask(chunk.getSha256());
        }
    }

    @Override
    public void close() throws IOException {
        uploads.close();
    }
}
