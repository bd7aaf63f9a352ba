package org.dcrbs.peer.direct.counter;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcrbs.market.FileHeader;
import org.dcrbs.peer.direct.book.Books;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.book.Result;
import org.dcrbs.peer.direct.document.LegDraft;
import org.dcrbs.peer.direct.document.LegDraft.Blob;
import org.dcrbs.peer.direct.document.Texts;
import org.dcrbs.peer.direct.document.WorkUnit;
import org.dcrbs.peer.direct.goods.Bench;
import org.dcrbs.peer.direct.goods.Good;
import org.dcrbs.peer.direct.goods.Incoming;
import org.dcrbs.peer.direct.goods.Stock;
import org.dcrbs.peer.transfer.Chunks;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.DirectHeld;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.DirectPiece;
import org.dcrbs.protocol.v1.DirectPieceRequest;
import org.dcrbs.protocol.v1.DirectWork;
import org.dcrbs.protocol.v1.DirectWorkDone;

/** Delivers under contracts that both have signed, and takes what the partner delivers. */
final class Delivery implements AutoCloseable {
    /** Then "not yet" is the answer, so that a long work unit holds no thread of the door. */
    private static final long WAIT_SECONDS = 2;

    private final Books books;
    private final Stock stock;
    private final Incoming incoming;
    private final Bench bench;
    private final Clock clock;
    private final ExecutorService workers;
    private final Map<String, Future<Result>> running = new ConcurrentHashMap<>();

    /** @param workers how many work units run at once */
    Delivery(Books books, Stock stock, Incoming incoming, Bench bench, int workers, Clock clock) {
        this.books = books;
        this.stock = stock;
        this.incoming = incoming;
        this.bench = bench;
        this.clock = clock;
        this.workers = Executors.newFixedThreadPool(workers);
    }

    BlobChunk piece(Contact partner, DirectPieceRequest asked) throws IOException {
        Entry entry = open(partner, asked.getDeal());
        LegDraft leg = given(entry, asked.getLeg());
        Path file;
        Blob blob;
        if (leg.spec() instanceof FileHeader) {
            blob = leg.sent();
            file = stock.find(leg.offer())
                    .flatMap(Good::path)
                    .orElseThrow(() -> new IllegalArgumentException("offer " + leg.offer() + " is not here any more"));
        } else {
            Result result = entry.results().get(asked.getLeg());
            if (result == null || !result.done()) {
                throw new IllegalArgumentException("deal " + entry.deal() + ": there is no output");
            }
            blob = new Blob(result.sha256(), result.bytes());
            file = bench.output(entry.deal(), asked.getLeg());
        }
        if (!Files.isRegularFile(file) || Files.size(file) != blob.bytes()) {
            throw new IllegalArgumentException("offer " + leg.offer() + " has changed since; it can't be delivered");
        }
        return Chunks.read(file, ByteString.fromHex(blob.sha256()), Math.max(0, asked.getOffset()));
    }

    DirectHeld take(Contact partner, DirectPiece piece) throws IOException {
        Entry entry = open(partner, piece.getDeal());
        LegDraft leg = entry.contract().draft().leg(piece.getLeg());
        boolean module = leg.work().isPresent();
        if (!module && !leg.taker().equals(books.own())) {
            throw new IllegalArgumentException(
                    "deal " + entry.deal() + ", leg " + piece.getLeg() + " is not yours to give");
        }
        if (!piece.getData().isEmpty()) {
            incoming.accept(entry.deal(), piece.getLeg(), leg.sent(), piece.getOffset(), piece.getData());
        }
        return held(entry, piece.getLeg());
    }

    DirectMessage work(Contact partner, DirectWork asked) throws IOException {
        Entry entry = open(partner, asked.getDeal());
        int number = asked.getLeg();
        WorkUnit unit = given(entry, number)
                .work()
                .orElseThrow(() -> new IllegalArgumentException("leg " + number + " is no work"));
        byte[] input = asked.getInput().toByteArray();
        if (!Texts.sha256(input).equals(unit.inputSha256())) {
            throw new IllegalArgumentException("deal " + entry.deal() + ": the input is not the one in the contract");
        }
        Path module = incoming.whole(entry.deal(), number)
                .orElseThrow(
                        () -> new IllegalArgumentException("deal " + entry.deal() + ": the module is not here yet"));
        Result known = entry.results().get(number);
        if (known != null) {
            return done(known);
        }
        Future<Result> run = running.computeIfAbsent(
                entry.deal() + "-" + number, key -> workers.submit(() -> run(entry, number, module, input)));
        try {
            Result result = run.get(WAIT_SECONDS, TimeUnit.SECONDS);
            running.remove(entry.deal() + "-" + number);
            return done(result);
        } catch (TimeoutException e) {
            return DirectMessage.newBuilder().setHeld(held(entry, number)).build();
        } catch (ExecutionException e) {
            running.remove(entry.deal() + "-" + number);
            throw new IOException("the work of deal " + entry.deal() + " could not be done", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("this side is being stopped", e);
        }
    }

    /** Written down before anybody hears of it: what was done once is not done again. */
    private Result run(Entry entry, int number, Path module, byte[] input) throws IOException, InterruptedException {
        Result before = books.find(entry.deal()).orElse(entry).results().get(number);
        if (before != null) {
            return before;
        }
        Result result = bench.run(entry, number, module, input);
        books.change(entry.deal(), kept -> (kept == null ? entry : kept).with(number, result));
        return result;
    }

    private static DirectMessage done(Result result) {
        return DirectMessage.newBuilder()
                .setWorkDone(DirectWorkDone.newBuilder()
                        .setDone(result.done())
                        .setDetail(Texts.brief(result.detail(), 400))
                        .setOutputSha256(ByteString.fromHex(result.sha256()))
                        .setOutputBytes(result.bytes())
                        .setCpuNanos(result.cpuNanos())
                        .setWallNanos(result.wallNanos()))
                .build();
    }

    private DirectHeld held(Entry entry, int leg) throws IOException {
        return DirectHeld.newBuilder()
                .setBytes(incoming.held(entry.deal(), leg))
                .setWhole(incoming.whole(entry.deal(), leg).isPresent())
                .build();
    }

    /** Under a contract that is over nothing is delivered any more, and nothing taken. */
    private Entry open(Contact partner, String deal) throws IOException {
        Entry entry = books.find(deal)
                .filter(known -> known.contract().draft().dialler().equals(partner.key()))
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no contract " + Texts.brief(deal) + " with you"));
        if (!entry.signedByBoth()) {
            throw new IllegalArgumentException("contract " + deal + " is not signed by both");
        }
        if (!entry.open(clock.instant())) {
            throw new IllegalArgumentException("contract " + deal + " is " + entry.state(clock.instant()));
        }
        return entry;
    }

    private LegDraft given(Entry entry, int number) {
        LegDraft leg = entry.contract().draft().leg(number);
        if (!leg.giver().equals(books.own())) {
            throw new IllegalArgumentException("deal " + entry.deal() + ", leg " + number + " is not ours to give");
        }
        return leg;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
