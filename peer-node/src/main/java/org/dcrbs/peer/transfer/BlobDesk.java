package org.dcrbs.peer.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dcrbs.peer.link.Conversation;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.v1.BlobRequest;
import org.dcrbs.protocol.v1.Envelope;

/**
 * Answers the coordinator's requests for blobs: results that orders have published. The owner's offered files are not to
 * be had here; they leave under a FileSend order only.
 */
public final class BlobDesk {
    private final BlobStore store;

    public BlobDesk(BlobStore store) {
        this.store = store;
    }

    public void answer(Conversation with, Envelope question) {
        BlobRequest request = question.getBlobRequest();
        try {
            Optional<Path> blob = store.find(request.getSha256());
            if (blob.isEmpty()) {
                with.refuse(question, ErrorCode.NOT_FOUND, "this node has no such blob");
            } else if (request.getOffset() < 0) {
                with.refuse(question, ErrorCode.BAD_REQUEST, "the offset is negative");
            } else {
                with.answer(
                        question,
                        Envelope.newBuilder()
                                .setBlobChunk(Chunks.read(blob.get(), request.getSha256(), request.getOffset())));
            }
        } catch (IOException e) {
            with.refuse(question, ErrorCode.INTERNAL, "the blob cannot be read");
        }
    }
}
