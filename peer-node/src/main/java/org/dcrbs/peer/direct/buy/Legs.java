package org.dcrbs.peer.direct.buy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.market.FileHeader;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.book.Result;
import org.dcrbs.peer.direct.document.LegDraft;
import org.dcrbs.peer.direct.document.LegDraft.Blob;
import org.dcrbs.peer.direct.document.Texts;
import org.dcrbs.peer.direct.goods.Good;
import org.dcrbs.peer.direct.line.Asker;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.traffic.Flow;
import org.dcrbs.peer.transfer.Chunks;
import org.dcrbs.peer.transfer.Hashes;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.DirectHeld;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.DirectPiece;
import org.dcrbs.protocol.v1.DirectPieceRequest;
import org.dcrbs.protocol.v1.DirectWork;
import org.dcrbs.protocol.v1.DirectWorkDone;
import org.dcrbs.protocol.v1.Envelope;

/** Moves the bytes of a leg, either way, from where they stopped. */
final class Legs {
    private final Tools tools;
    private final Asker line;
    private final Contact partner;
    private final Outgoing outgoing;

    Legs(Tools tools, Asker line, Contact partner, Outgoing outgoing) {
        this.tools = tools;
        this.line = line;
        this.partner = partner;
        this.outgoing = outgoing;
    }

    /** Whether what the leg brings this side is here and whole, or has come to nothing. */
    boolean isHere(Entry entry, int number) {
        Result result = entry.results().get(number);
        boolean failed = result != null && !result.done();
        boolean taken = entry.contract()
                .draft()
                .leg(number)
                .taker()
                .equals(tools.books().own());
        return failed || (taken && tools.incoming().whole(entry.deal(), number).isPresent());
    }

    Entry deliver(Entry entry, int number) throws IOException, RefusedException, NoDealException {
        LegDraft leg = entry.contract().draft().leg(number);
        if (leg.giver().equals(tools.books().own())) {
            Path file = tools.stock()
                    .find(leg.offer())
                    .flatMap(Good::path)
                    .orElseThrow(() -> new NoDealException("there is no offer " + leg.offer() + " here any more"));
            give(entry, number, file);
            return entry;
        }
        if (leg.spec() instanceof FileHeader) {
            take(entry, number, leg.sent());
            return entry;
        }
        give(entry, number, outgoing.module(entry.deal(), number));
        Entry worked = entry.results().containsKey(number) ? entry : work(entry, number);
        Result result = worked.results().getOrDefault(number, new Result(false, "", "", 0, 0, 0));
        if (result.done()) {
            take(worked, number, new Blob(result.sha256(), result.bytes()));
        }
        return worked;
    }

    String name(LegDraft leg) {
        return leg.spec() instanceof FileHeader file ? file.name() : partner.name() + "-" + leg.offer() + "-output.bin";
    }

    private void give(Entry entry, int number, Path file) throws IOException, RefusedException, NoDealException {
        Blob blob = entry.contract().draft().leg(number).sent();
        if (!Files.isRegularFile(file) || Files.size(file) != blob.bytes()) {
            throw new NoDealException(file.getFileName() + " has changed since the contract; it can't be delivered");
        }
        ByteString sha256 = ByteString.fromHex(blob.sha256());
        DirectPiece.Builder piece =
                DirectPiece.newBuilder().setDeal(entry.deal()).setLeg(number);
        DirectHeld held = held(DirectMessage.newBuilder().setPiece(piece).build());
        while (!held.getWhole()) {
            long offset = held.getBytes();
            BlobChunk chunk = Chunks.read(file, sha256, offset);
            await(tools.traffic().out(), chunk.getData().size());
            held = held(DirectMessage.newBuilder()
                    .setPiece(piece.setOffset(offset).setData(chunk.getData()))
                    .build());
            if (!held.getWhole() && held.getBytes() <= offset) {
                throw new NoDealException(partner.name() + " does not take the bytes of leg " + number);
            }
        }
    }

    private DirectHeld held(DirectMessage question) throws IOException, RefusedException, NoDealException {
        Envelope answer = line.ask(question);
        if (!answer.hasDirect() || !answer.getDirect().hasHeld()) {
            throw new NoDealException(partner.name() + " answered something else than was asked");
        }
        return answer.getDirect().getHeld();
    }

    private void take(Entry entry, int number, Blob blob) throws IOException, RefusedException, NoDealException {
        while (tools.incoming().whole(entry.deal(), number).isEmpty()) {
            long offset = tools.incoming().held(entry.deal(), number);
            await(tools.traffic().in(), Math.min(Chunks.BYTES, blob.bytes() - offset));
            Envelope answer = line.ask(DirectMessage.newBuilder()
                    .setPieceRequest(DirectPieceRequest.newBuilder()
                            .setDeal(entry.deal())
                            .setLeg(number)
                            .setOffset(offset))
                    .build());
            BlobChunk chunk = answer.getBlobChunk();
            if (!answer.hasBlobChunk()
                    || chunk.getOffset() != offset
                    || (chunk.getData().isEmpty() && blob.bytes() > 0)) {
                throw new NoDealException(partner.name() + " answered something else than the piece asked for");
            }
            try {
                tools.incoming().accept(entry.deal(), number, blob, offset, chunk.getData());
            } catch (IllegalArgumentException e) {
                throw new NoDealException(partner.name() + " sends something wrong: " + e.getMessage());
            }
        }
    }

    private static void await(Flow flow, long bytes) throws LineLostException {
        try {
            flow.await(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LineLostException("interrupted");
        }
    }

    /** Asks until there is a result, and writes it down. */
    private Entry work(Entry entry, int number) throws IOException, RefusedException, NoDealException {
        DirectMessage question = DirectMessage.newBuilder()
                .setWork(DirectWork.newBuilder()
                        .setDeal(entry.deal())
                        .setLeg(number)
                        .setInput(ByteString.copyFrom(Files.readAllBytes(outgoing.input(entry.deal(), number)))))
                .build();
        Envelope answer = line.ask(question);
        while (answer.hasDirect()
                && answer.getDirect().hasHeld()
                && entry.open(tools.clock().instant())) {
            answer = line.ask(question);
        }
        if (!answer.hasDirect() || !answer.getDirect().hasWorkDone()) {
            throw new NoDealException(partner.name() + " brought no result in time");
        }
        Result result = result(answer.getDirect().getWorkDone());
        tools.tell()
                .accept(
                        result.done()
                                ? "work done: " + result.bytes() + " bytes of output, metered "
                                        + result.cpuNanos() / 1_000_000 + " ms of processor time"
                                : "work failed: " + result.detail());
        return tools.books().change(entry.deal(), now -> (now == null ? entry : now).with(number, result));
    }

    private Result result(DirectWorkDone told) throws NoDealException {
        if (told.getDone() && told.getOutputSha256().size() != Hashes.BYTES) {
            throw new NoDealException(partner.name() + " tells of an output without its SHA-256");
        }
        if (told.getOutputBytes() < 0 || told.getCpuNanos() < 0 || told.getWallNanos() < 0) {
            throw new NoDealException(partner.name() + " tells of an output or a usage below nothing");
        }
        return new Result(
                told.getDone(),
                Texts.brief(told.getDetail(), 400),
                told.getDone() ? Hashes.hex(told.getOutputSha256()) : "",
                told.getDone() ? told.getOutputBytes() : 0,
                told.getCpuNanos(),
                told.getWallNanos());
    }
}
