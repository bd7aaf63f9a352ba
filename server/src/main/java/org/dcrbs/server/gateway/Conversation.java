package org.dcrbs.server.gateway;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.v1.Ack;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.BlobRequest;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.dcrbs.protocol.v1.OfferedLot;
import org.dcrbs.protocol.v1.ShareAccepted;
import org.dcrbs.protocol.v1.ShareOffer;
import org.dcrbs.protocol.v1.Welcome;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.peer.Peers;
import org.dcrbs.server.work.WorkService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one enrolled node and the coordinator say to each other on one session. */
final class Conversation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int CHUNK_BYTES = 512 << 10;
    /** With a reason for each, the answer still fits into one message. */
    private static final int MOST_LOTS = 2000;

    private static final int LONGEST_REFUSAL = 200;
    private static final long MOST_BLOB_BYTES = 64L << 30;
    private static final int HEARTBEAT_SECONDS = 30;
    private static final long MOST_ANNOUNCED_BYTES = 64L << 20;
    private static final int MOST_ANNOUNCED = 8;

    private final PartyId party;
    private final LinkSession session;
    private final Outbox outbox;
    private final Sessions sessions;
    private final Peers peers;
    private final Listings listings;
    private final WorkService work;
    private final Blobs blobs;
    private final ErrandDesk errands;
    private final Uploads uploads;
    /** What the member has announced, and not sent yet. */
    private final Map<ByteString, Long> announced = new HashMap<>();
    /** Results whose output is still being fetched, by its hash, then by their order. */
    private final Map<ByteString, Map<String, Envelope>> fetching = new HashMap<>();

    Conversation(
            PartyId party,
            LinkSession session,
            Outbox outbox,
            Sessions sessions,
            Peers peers,
            Listings listings,
            WorkService work,
            Blobs blobs,
            ErrandDesk errands) {
        this.party = party;
        this.session = session;
        this.outbox = outbox;
        this.sessions = sessions;
        this.peers = peers;
        this.listings = listings;
        this.work = work;
        this.blobs = blobs;
        this.errands = errands;
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
            case ERRAND -> errand(message);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The node can take more. */
    void caughtUp() {
        outbox.flush();
    }

    private void greet(Envelope message) {
        var hello = message.getHello();
        Reports.check(hello);
        peers.report(
                party,
                hello.getNodeVersion(),
                Reports.door(hello.getDoor(), session.remote().getAddress()),
                Reports.map(hello.getHardware()),
                Reports.map(hello.getBenchmarks()));
        // Only now: a session that says no Hello must not take the node's place.
        sessions.opened(party, session, outbox);
        session.answer(
                message,
                Envelope.newBuilder()
                        .setWelcome(Welcome.newBuilder()
                                .setCoordinatorVersion("0.1.0")
                                .setHeartbeatSeconds(HEARTBEAT_SECONDS)));
        work.connected(party);
    }

    private void share(Envelope message, ShareOffer share) {
        if (share.getLotsCount() > MOST_LOTS) {
            throw new BadInputException(share.getLotsCount() + " lots; " + MOST_LOTS + " at the most");
        }
        ShareAccepted.Builder answer = ShareAccepted.newBuilder();
        Map<String, Offer> offers = new LinkedHashMap<>();
        for (OfferedLot lot : share.getLotsList()) {
            try {
                if (offers.putIfAbsent(lot.getLocalId(), OfferedLots.offer(party, lot)) != null) {
                    refuse(answer, lot.getLocalId(), "another lot has the same id");
                }
            } catch (IllegalArgumentException e) {
                refuse(answer, lot.getLocalId(), String.valueOf(e.getMessage()));
            }
        }
        Set<ListingId> notTaken = listings.replaceReported(party, offers.values());
        sessions.offers(party, session, offers.values());
        offers.forEach((localId, offer) -> {
            if (notTaken.contains(offer.id())) {
                refuse(answer, localId, "listing " + offer.id() + " is not this node's");
            } else {
                answer.addAccepted(localId);
            }
        });
        session.answer(message, Envelope.newBuilder().setShareAccepted(answer));
    }

    private static void refuse(ShareAccepted.Builder answer, String localId, String reason) {
        answer.addRefused(
                ShareAccepted.Refusal.newBuilder().setLocalId(inShort(localId)).setReason(inShort(reason)));
    }

    private static String inShort(String text) {
        return text.length() <= LONGEST_REFUSAL ? text : text.substring(0, LONGEST_REFUSAL - 3) + "...";
    }

    private void result(Envelope message) {
        WorkResult result = message.getWorkResult();
        ByteString output = result.getOutputSha256();
        boolean here = output.isEmpty() || blobs.find(OfferedLots.hex(output)).isPresent();
        if (here || !work.awaits(party, result)) {
            accept(message, result);
            return;
        }
        Map<String, Envelope> waiting = fetching.computeIfAbsent(output, hash -> new LinkedHashMap<>());
        boolean asked = !waiting.isEmpty() && !waiting.containsKey(result.getOrderId());
        waiting.put(result.getOrderId(), message);
        if (!asked) {
            ask(output);
        }
    }

    /** Acknowledged once it is stored; until then this conversation goes on. */
    private void accept(Envelope message, WorkResult result) {
        var unused = work.accept(party, result).whenComplete((done, failure) -> {
            if (failure == null) {
                session.answer(message, Envelope.newBuilder().setAck(Ack.getDefaultInstance()));
            } else {
                LOG.error("A result of {} could not be taken in.", party, failure);
                session.refuse(message, ErrorCode.INTERNAL, "the coordinator has a fault; try again later");
            }
        });
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

    private void errand(Envelope message) {
        var errand = message.getErrand();
        ErrandAnswer.Builder answer = errand.hasSendBlob()
                ? ErrandAnswer.newBuilder().setBlobWanted(announce(errand.getSendBlob()))
                : errands.run(party, session, errand);
        session.answer(message, Envelope.newBuilder().setErrandAnswer(answer));
    }

    private ErrandAnswer.BlobWanted announce(Errand.SendBlob blob) {
        boolean here = blobs.find(OfferedLots.hex(blob.getSha256())).isPresent();
        if (!here) {
            if (blob.getBytes() <= 0 || blob.getBytes() > MOST_ANNOUNCED_BYTES) {
                throw new BadInputException(
                        "a blob of " + blob.getBytes() + " bytes; members may send up to " + MOST_ANNOUNCED_BYTES);
            }
            if (announced.size() >= MOST_ANNOUNCED) {
                throw new BadInputException(MOST_ANNOUNCED + " blobs are announced and not sent");
            }
            announced.put(blob.getSha256(), blob.getBytes());
        }
        return ErrandAnswer.BlobWanted.newBuilder().setHere(here).build();
    }

    private boolean isAnnounced(BlobChunk chunk) {
        return Long.valueOf(chunk.getTotalBytes()).equals(announced.get(chunk.getSha256()));
    }

    private void store(Envelope message, BlobChunk chunk) throws IOException {
        ByteString sha256 = chunk.getSha256();
        boolean asked = fetching.containsKey(sha256);
        boolean expected = asked || uploads.isArriving(sha256) || isAnnounced(chunk);
        if (!expected && !work.awaitsFile(party, sha256)) {
            throw new BadInputException("nobody waits for " + OfferedLots.hex(sha256));
        }
        if (!taken(chunk)) {
            if (asked) {
                ask(sha256);
            }
            return;
        }
        announced.remove(sha256);
        if (!asked) {
            session.answer(message, Envelope.newBuilder().setAck(Ack.getDefaultInstance()));
            return;
        }
        for (Envelope waiting : endFetching(sha256)) {
            accept(waiting, waiting.getWorkResult());
        }
    }

    /** Tells whether the blob is whole. If the piece won't do, the results that wait for it are to come again too. */
    private boolean taken(BlobChunk chunk) throws IOException {
        try {
            return uploads.add(chunk);
        } catch (BadInputException e) {
            endFetching(chunk.getSha256())
                    .forEach(waiting -> session.refuse(waiting, ErrorCode.BAD_REQUEST, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private List<Envelope> endFetching(ByteString sha256) {
        Map<String, Envelope> waiting = fetching.remove(sha256);
        return waiting == null ? List.of() : List.copyOf(waiting.values());
    }

    @Override
    public void close() throws IOException {
        uploads.close();
    }
}
