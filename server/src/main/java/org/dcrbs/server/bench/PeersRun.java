package org.dcrbs.server.bench;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.server.CommandFailure;
import org.dcrbs.server.cli.ApiClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One run: peers enrol, connect, idle, work, and come back after the coordinator was killed in the middle of their work; at
 * the end the books are looked through.
 */
public final class PeersRun implements AutoCloseable {
    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Plan plan;
    private final Consumer<String> underWay;
    private final Consumer<Phase> tell;
    private final Clock clock;
    private final Tally tally = new Tally();
    private final CoordinatorProcess coordinator;
    private final Crowd crowd;
    private final List<Phase> phases = new ArrayList<>();

    /**
     * What to run.
     *
     * @param jobs in each of two batches, each with a provider and a taker of its own
     * @param units of each job
     * @param addresses of this computer, at which the coordinator is reached
     * @param javaOptions the coordinator's
     */
    public record Plan(
            Path folder,
            int peers,
            int jobs,
            int units,
            int idleSeconds,
            List<String> addresses,
            List<String> javaOptions) {
        public Plan {
            addresses = List.copyOf(addresses);
            javaOptions = List.copyOf(javaOptions);
        }
    }

    /**
     * What came of it.
     *
     * @param askedAgain orders that were sent although their result had been acknowledged
     * @param mostOutstanding the most orders that one peer had at once without an acknowledgement, before the coordinator was killed
     * @param wrong what is wrong in the books; empty if nothing is
     */
    public record Report(List<Phase> phases, List<String> askedAgain, int mostOutstanding, List<String> wrong) {}

    /**
     * @param underWay is told the name of each phase as it begins
     * @param tell is told of each phase when it is over
     */
    public PeersRun(Plan plan, Clock clock, Consumer<String> underWay, Consumer<Phase> tell) throws IOException {
        this.plan = plan;
        this.underWay = underWay;
        this.clock = clock;
        this.tell = tell;
        this.coordinator = new CoordinatorProcess(plan.folder(), plan.javaOptions(), plan.addresses());
        this.crowd = new Crowd(plan.peers(), plan.addresses(), coordinator.linkPort(), tally);
    }

    public Report run() throws IOException, InterruptedException {
        Stopwatch starting = new Stopwatch("start");
        coordinator.start();
        starting.end(1);
        ApiClient api = coordinator.api();

        Stopwatch registering = new Stopwatch("register, and a token each");
        Instant now = clock.instant();
        api.post("listings", "application/x-ndjson", Jobs.file(plan.folder(), Jobs.parties(plan.peers()), now));
        List<EnrolmentToken> tokens = tokens(api);
        registering.end(plan.peers());

        Stopwatch enrolling = new Stopwatch("enrol");
        enrol(tokens);
        enrolling.end(plan.peers());

        Stopwatch connecting = new Stopwatch("connect");
        crowd.connectAll();
        crowd.awaitWelcome(plan.peers(), PATIENCE);
        connecting.end(plan.peers());

        Stopwatch idling = new Stopwatch("idle, heartbeats");
        TimeUnit.SECONDS.sleep(plan.idleSeconds());
        idling.end(plan.peers());

        Books books = new Books(api, plan);
        work(api, books, 1);
        // Afterwards a peer may hold what was given to others while it was away, besides what it is given then.
        int mostOutstanding = tally.mostOutstanding();
        storm(books);
        return new Report(List.copyOf(phases), tally.askedAgain(), mostOutstanding, books.wrong());
    }

    private List<EnrolmentToken> tokens(ApiClient api) throws InterruptedException {
        List<EnrolmentToken> tokens = new ArrayList<>();
        List<JsonNode> invited = IntStream.range(0, plan.peers())
                .parallel()
                .mapToObj(number -> invite(api, number))
                .toList();
        invited.forEach(
                answer -> tokens.add(EnrolmentToken.parse(answer.path("token").asString())));
        return tokens;
    }

    private static JsonNode invite(ApiClient api, int number) {
        try {
            return api.post(
                    "enrolments",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("party", Jobs.party(number).value()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        }
    }

    private void enrol(List<EnrolmentToken> tokens) throws InterruptedException {
        Semaphore room = new Semaphore(AT_ONCE);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        for (int number = 0; number < plan.peers(); number++) {
            room.acquire();
            var unused = crowd.enrol(crowd.peers().get(number), tokens.get(number))
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            failed.compareAndSet(null, failure);
                        }
                        room.release();
                    });
        }
        room.acquire(AT_ONCE);
        Throwable failure = failed.get();
        if (failure != null) {
            throw new CommandFailure("not all peers could enrol: " + failure.getMessage(), failure);
        }
    }

    /** Has a round award the jobs, and waits until they are done. */
    private void work(ApiClient api, Books books, int batch) throws IOException, InterruptedException {
        long before = tally.acknowledgedResults();
        begin(api, books, batch);
        await(() -> tally.acknowledgedResults() > before, "the first result");
        Stopwatch working = new Stopwatch("dispatch: order, result, acknowledgement");
        await(() -> tally.acknowledgedResults() >= before + expected(), "all results");
        working.end(expected());
        Stopwatch settling = new Stopwatch("settle what was dispatched");
        books.awaitSettled(batch, PATIENCE);
        settling.end(expected());
    }

    /** Each unit once by its provider and once by who checks it, and then the whole to its taker. */
    private long expected() {
        return 2L * plan.jobs() * plan.units() + plan.jobs();
    }

    private void begin(ApiClient api, Books books, int batch) throws IOException, InterruptedException {
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        String module = api.post("blobs", "application/octet-stream", BodyPublishers.ofByteArray(Jobs.MODULE))
                .path("sha256")
                .asString();
        api.post(
                "listings",
                "application/x-ndjson",
                Jobs.file(plan.folder(), Jobs.of(batch, plan.jobs(), plan.units(), module, now), now));
        books.round(
                batch,
                api.post("rounds", JsonNodeFactory.instance.objectNode().put("solveSeconds", 1))
                        .at("/round/id")
                        .asString());
    }

    /** The coordinator is killed in the middle of the second batch, and started again. */
    private void storm(Books books) throws IOException, InterruptedException {
        long before = tally.acknowledgedResults();
        begin(coordinator.api(), books, 2);
        await(() -> tally.acknowledgedResults() > before + expected() / 4, "a quarter of the results");
        Stopwatch down = new Stopwatch("from the kill to all jobs settled");
        coordinator.kill();
        await(() -> tally.welcome() == 0, "all connections to end");
        Stopwatch restarting = new Stopwatch("killed; started again");
        coordinator.start();
        restarting.end(1);
        Stopwatch storming = new Stopwatch("reconnect storm, until all are back");
        crowd.awaitWelcome(plan.peers(), PATIENCE);
        storming.end(plan.peers());
        books.awaitSettled(2, PATIENCE);
        down.end(expected());
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailure("waited " + PATIENCE.toMinutes() + " minutes for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Of a phase. */
    private final class Stopwatch {
        private final String name;
        private final long from = System.nanoTime();
        private final Duration cpu = coordinator.cpu();

        Stopwatch(String name) {
            this.name = name;
            underWay.accept(name);
        }

        void end(long count) {
            Duration used = coordinator.cpu();
            Duration taken = used.compareTo(cpu) < 0 ? used : used.minus(cpu);
            Phase phase = new Phase(
                    name,
                    count,
                    Duration.ofNanos(System.nanoTime() - from),
                    taken,
                    coordinator.residentKibibytes().orElse(0));
            phases.add(phase);
            tell.accept(phase);
        }
    }

    @Override
    public void close() {
        crowd.close();
        coordinator.close();
    }
}
