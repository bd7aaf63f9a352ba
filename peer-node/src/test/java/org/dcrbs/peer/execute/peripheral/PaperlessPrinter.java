package org.dcrbs.peer.execute.peripheral;

import com.hp.jipp.encoding.Attribute;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Name;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.encoding.Text;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A printer on this computer that speaks IPP and keeps what it is sent. */
final class PaperlessPrinter implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<Integer, Job> jobs = new TreeMap<>();
    private final List<Operation> asked = new ArrayList<>();

    volatile List<String> formats = List.of("application/pdf", "image/jpeg");
    volatile boolean accepting = true;
    /** What becomes of each job that is sent. */
    volatile JobState fate = JobState.completed;
    /** Takes the job, but the connection breaks before it says so. */
    volatile boolean mute;
    /** Answers in another way than a printer would. */
    volatile @Nullable Rudeness rudeness;

    interface Rudeness {
        void answer(HttpExchange exchange) throws IOException;
    }

    record Job(String name, String format, String document, JobState state) {
        Job become(JobState now) {
            return new Job(name, format, document, now);
        }
    }

    PaperlessPrinter() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/ipp/print", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("ipp://127.0.0.1:" + server.getAddress().getPort() + "/ipp/print");
    }

    synchronized List<Job> jobs() {
        return List.copyOf(jobs.values());
    }

    synchronized void forgetJobs() {
        jobs.clear();
    }

    synchronized List<Operation> asked() {
        return List.copyOf(asked);
    }

    synchronized void awaitQuestion(Operation operation) throws InterruptedException {
        while (!asked.contains(operation)) {
            wait();
        }
    }

    /** Says nothing until the printer is closed. */
    void fallSilent(HttpExchange exchange) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Rudeness rude = rudeness;
        if (rude != null) {
            rude.answer(exchange);
            return;
        }
        IppInputStream in = new IppInputStream(exchange.getRequestBody());
        IppPacket question = in.readPacket();
        IppPacket answer = answer(question, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        if (mute && question.getOperation().equals(Operation.printJob)) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/ipp");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            new IppOutputStream(body).write(answer);
        }
    }

    private synchronized IppPacket answer(IppPacket question, String rest) {
        asked.add(question.getOperation());
        notifyAll();
        if (question.getOperation().equals(Operation.getPrinterAttributes)) {
            return good(question)
                    .putPrinterAttributes(
                            Types.printerMakeAndModel.of(new Text("Paperless 1")),
                            Types.documentFormatSupported.of(formats),
                            Types.printerIsAcceptingJobs.of(accepting),
                            Types.printerStateReasons.of(List.of(accepting ? "none" : "cover-open")))
                    .build();
        }
        if (question.getOperation().equals(Operation.printJob)) {
            int id = jobs.size() + 7;
            String name = question.getString(Tag.operationAttributes, Types.jobName);
            String format = question.getString(Tag.operationAttributes, Types.documentFormat);
            jobs.put(id, new Job(Objects.requireNonNull(name), Objects.requireNonNull(format), rest, fate));
            return good(question).putJobAttributes(attributes(id)).build();
        }
        if (question.getOperation().equals(Operation.getJobs)) {
            boolean done = Objects.equals(question.getString(Tag.operationAttributes, Types.whichJobs), "completed");
            IppPacket.Builder answer = good(question);
            jobs.forEach((id, job) -> {
                if (done == (job.state().getCode() >= JobState.Code.canceled)) {
                    answer.addGroup(AttributeGroup.groupOf(Tag.jobAttributes, attributes(id)));
                }
            });
            return answer.build();
        }
        int id = Objects.requireNonNull(question.getValue(Tag.operationAttributes, Types.jobId));
        if (!jobs.containsKey(id)) {
            return new IppPacket.Builder(Status.clientErrorNotFound, 0x0101, question.getRequestId())
                    .putOperationAttributes(Types.statusMessage.of(new Text("no such job")))
                    .build();
        }
        if (question.getOperation().equals(Operation.cancelJob)) {
            jobs.computeIfPresent(id, (number, job) -> job.become(JobState.canceled));
        }
        return good(question).putJobAttributes(attributes(id)).build();
    }

    private static IppPacket.Builder good(IppPacket question) {
        return new IppPacket.Builder(Status.successfulOk, 0x0101, question.getRequestId());
    }

    private List<Attribute<?>> attributes(int id) {
        Job job = Objects.requireNonNull(jobs.get(id));
        List<Attribute<?>> all = new ArrayList<>(List.of(
                Types.jobId.of(id),
                Types.jobName.of(new Name(job.name())),
                Types.jobState.of(job.state()),
                Types.jobMediaSheetsCompleted.of(2)));
        if (job.state().equals(JobState.aborted)) {
            all.add(Types.jobStateReasons.of(List.of("document-format-error")));
            all.add(Types.jobStateMessage.of(new Text("page 1 can't be drawn")));
        }
        return all;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
