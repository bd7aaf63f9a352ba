package org.dcrbs.peer.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dcrbs.peer.link.Conversation;
import org.dcrbs.peer.traffic.Flow;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.BlobRequest;
import org.dcrbs.protocol.v1.Envelope;

/**
 * Answers the coordinator's requests for blobs: results that orders have published. The owner's offered files are not to
 * be had here; they leave under a FileSend order only.
 */
public final class BlobDesk {
    private final BlobStore store;
    private final Flow out;

    /** @param out what the node may send */
    public BlobDesk(BlobStore store, Flow out) {
        this.store = store;
        this.out = out;
    }

    /** When the piece may go. The coordinator waits for as long as the connection lasts. */
    public void answer(Conversation with, Envelope question) {
        out.whenDue(Chunks.BYTES, () -> out.pass(given(with, question) - Chunks.BYTES));
    }

    /** How many bytes of the blob were. */
    private int given(Conversation with, Envelope question) {
        BlobRequest request = question.getBlobRequest();
        try {
            Optional<Path> blob = store.find(request.getSha256());
            if (blob.isEmpty()) {
                with.refuse(question, ErrorCode.NOT_FOUND, "this node has no such blob");
            } else if (request.getOffset() < 0) {
                with.refuse(question, ErrorCode.BAD_REQUEST, "the offset is negative");
            } else {
                BlobChunk chunk = Chunks.read(blob.get(), request.getSha256(), request.getOffset());
                with.answer(question, Envelope.newBuilder().setBlobChunk(chunk));
                return chunk.getData().size();
            }
        } catch (IOException e) {
            with.refuse(question, ErrorCode.INTERNAL, "the blob cannot be read");
        }
        return 0;
    }
}
