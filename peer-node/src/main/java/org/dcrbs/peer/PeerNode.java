package org.dcrbs.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.PeerProperties;
import org.dcrbs.peer.enrol.Enrolment;
import org.dcrbs.peer.enrol.EnrolmentException;
import org.dcrbs.peer.enrol.Renewal;
import org.dcrbs.peer.execute.Allowance;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.Executors;
import org.dcrbs.peer.execute.peripheral.Devices;
import org.dcrbs.peer.lease.KeptLeases;
import org.dcrbs.peer.lease.LeaseDoor;
import org.dcrbs.peer.link.CoordinatorLink;
import org.dcrbs.peer.link.Line;
import org.dcrbs.peer.link.ResultDelivery;
import org.dcrbs.peer.owner.OwnerWatch;
import org.dcrbs.peer.owner.PauseFile;
import org.dcrbs.peer.share.Machine;
import org.dcrbs.peer.share.Shared;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.peer.transfer.BlobDesk;
import org.dcrbs.peer.transfer.BlobFetcher;
import org.dcrbs.peer.transfer.BlobStore;
import org.dcrbs.peer.transfer.Catalogue;
import org.dcrbs.peer.transfer.FileReceiveExecutor;
import org.dcrbs.peer.transfer.FileSendExecutor;
import org.dcrbs.peer.transfer.HolderLines;
import org.dcrbs.peer.transfer.Inbox;
import org.dcrbs.peer.transfer.pieces.DiskRoom;
import org.dcrbs.peer.transfer.pieces.Fetch;
import org.dcrbs.peer.transfer.pieces.Pace;
import org.dcrbs.peer.work.Journal;
import org.dcrbs.peer.work.Workshop;
import org.dcrbs.protocol.link.LinkClient;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node. */
public final class PeerNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerNode.class);
    private static final long CACHE_BYTES = 4L << 30;
    private static final int LISTENER_THREADS = 2;

    private final NodePlan plan;
    /** Closed in reverse order. */
    private final List<AutoCloseable> parts = new ArrayList<>();

    private final LinkClient client;
    /** Renewed in the life of a node. */
    private volatile PeerIdentity identity;

    private volatile Allowance allowed = Allowance.WHOLE_SHARE;
    private Optional<LeaseDoor> door = Optional.empty();
    private final Traffic traffic = new Traffic();
    private final CoordinatorLink link;

    /** Enrols if need be, measures the machine, takes up unfinished work and begins to dial. */
    public static PeerNode start(NodePlan plan)
            throws ConfigException, EnrolmentException, IOException, InterruptedException {
        return new PeerNode(plan);
    }

    private PeerNode(NodePlan plan) throws ConfigException, EnrolmentException, IOException, InterruptedException {
        this.plan = plan;
        parts.add(plan.home().lock());
        boolean started = false;
        try {
            ExecutorService listeners = java.util.concurrent.Executors.newFixedThreadPool(LISTENER_THREADS, task -> {
                Thread thread = new Thread(task, "listener");
                thread.setDaemon(true);
                return thread;
            });
            parts.add(listeners::shutdownNow);
            client = new LinkClient(plan.limits(), listeners);
            parts.add(client);
            PeerProperties.remember(plan.home(), plan.coordinator());
            identity = identity();
            link = assemble();
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private CoordinatorLink assemble() throws IOException {
        Home home = plan.home();
        Machine machine = plan.machine().get();
        LiveShare live = new LiveShare(plan.share(), plan.shareFile(), machine, home.root());
        parts.add(traffic);
        traffic.allow(Shared.traffic(live.now().share()));
        Line line = new Line();
        BlobStore store = BlobStore.open(home.cache(), CACHE_BYTES, plan.clock());
        Catalogue catalogue = new Catalogue(plan.share().files());
        Executors given = Executors.of(plan.executors());
        DiskRoom room = new DiskRoom(home.root(), () -> given.promisedBytes(home.root()));
        Executors executors = executors(catalogue, line, room);
        parts.add(executors);
        executors.recover(home.root());
        Journal journal = Journal.open(home.work());
        ResultDelivery delivery = new ResultDelivery(journal);
        parts.add(delivery);
        KeptLeases kept = new KeptLeases();
        door = door(kept);
        Surroundings surroundings = new Surroundings(
                home,
                store,
                new BlobFetcher(store, line, traffic.in(), room),
                live,
                kept,
                line,
                traffic,
                plan.coordinator());
        Workshop workshop = new Workshop(
                journal,
                executors,
                surroundings,
                live.now().workers(),
                plan.clock(),
                result -> line.now().ifPresent(delivery::deliver));
        parts.add(workshop);
        Measurements measurements =
                new Measurements(machine, home, plan.clock(), plan.bench(), () -> allowed.workers() > 0, measuring());
        ShareTeller teller = new ShareTeller(live, measurements, catalogue, plan.clock());
        measurements.onDeclared(teller::tell);
        live.onChange(now -> {
            catalogue.offer(now.share().files());
            traffic.allow(Shared.traffic(now.share()));
            workshop.processors(now.workers());
            line.now().ifPresent(teller::tell);
            lookAtDevices(live);
        });
        NodeEvents events = new NodeEvents(
                measurements,
                teller,
                workshop,
                delivery,
                new BlobDesk(store, traffic.out()),
                new Notices(home.notices(), plan.clock()),
                () -> door.map(LeaseDoor::address).orElse(""),
                List.of(
                        new Renewal(home.identity(), identity, plan.clock(), this::renewed)::consider,
                        measurements::consider));
        CoordinatorLink made =
                new CoordinatorLink(client, plan.coordinator(), () -> identity, plan.backoff(), line, events);
        parts.add(made);
        watch(live, executors);
        lookAtDevices(live);
        workshop.resume();
        made.start();
        return made;
    }

    private Optional<LeaseDoor> door(KeptLeases kept) throws IOException {
        if (plan.share().door().isEmpty()) {
            return Optional.empty();
        }
        LeaseDoor opened = LeaseDoor.open(plan.share().door().get(), identity, plan.limits(), kept, traffic);
        parts.add(opened);
        LOG.info("Lessees call at {}", opened.address());
        return Optional.of(opened);
    }

    /** Not the link's thread: measuring takes seconds. */
    private ExecutorService measuring() {
        ExecutorService thread = java.util.concurrent.Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "measuring");
            made.setDaemon(true);
            return made;
        });
        parts.add(thread::shutdownNow);
        return thread;
    }

    /** Asks the devices whether they are there, each for some seconds; nobody waits for that. */
    private void lookAtDevices(LiveShare live) {
        Devices devices = new Devices(plan.home().root(), live.now().settings()::get);
        Thread look = new Thread(
                () -> {
                    try {
                        devices.look();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "devices");
        look.setDaemon(true);
        look.start();
    }

    private void watch(LiveShare live, Executors executors) {
        OwnerWatch watch = new OwnerWatch(
                plan.senses(),
                live::wanted,
                new PauseFile(plan.home().pause()),
                plan.home().standing(),
                plan.rhythm(),
                plan.clock(),
                now -> {
                    allowed = now;
                    executors.allow(now);
                    if (now.transfers()) {
                        traffic.resume();
                    } else {
                        traffic.pause(now.why());
                    }
                });
        parts.add(watch);
        watch.start();
    }

    private Executors executors(Catalogue catalogue, Line line, DiskRoom room) {
        List<Executor> all = new ArrayList<>(plan.executors());
        all.add(new FileSendExecutor(catalogue, line, traffic.out()));
        all.add(new FileReceiveExecutor(
                new Inbox(plan.home().inbox()),
                plan.home().arriving(),
                new Fetch.Means(new HolderLines(() -> identity, plan.limits(), line), Pace.USUAL, traffic.in(), room)));
        return Executors.of(all);
    }

    private PeerIdentity identity() throws ConfigException, EnrolmentException, IOException, InterruptedException {
        Optional<PeerIdentity> known = PeerIdentity.load(plan.home().identity());
        PeerIdentity mine = known.isPresent() ? known.get() : enrol();
        Duration left = Duration.between(plan.clock().instant(), mine.expiresAt());
        if (left.isNegative()) {
            throw new ConfigException("The node's certificate expired on " + mine.expiresAt()
                    + ". Ask the operator for a new token, move " + plan.home().identity()
                    + " away, and start again with --token");
        }
        return mine;
    }

    private PeerIdentity enrol() throws ConfigException, EnrolmentException, IOException, InterruptedException {
        EnrolmentToken token = plan.token()
                .orElseThrow(() -> new ConfigException("This node is not enrolled yet: ask the operator for an"
                        + " enrolment token and start again with --token"));
        Enrolment enrolment = new Enrolment(client, plan.coordinator());
        for (int failures = 1; ; failures++) {
            try {
                PeerIdentity enrolled = enrolment.enrol(token, plan.home().identity());
                LOG.info("Enrolled as party {}", enrolled.name().partyId());
                return enrolled;
            } catch (EnrolmentException e) {
                if (!e.worthRepeating()) {
                    throw e;
                }
                Duration pause = plan.backoff().after(failures);
                LOG.info("Not enrolled yet: {}. Trying again in {} ms", e.getMessage(), pause.toMillis());
                Thread.sleep(pause.toMillis());
            }
        }
    }

    private void renewed(PeerIdentity fresh) {
        identity = fresh;
        try {
            if (door.isPresent()) {
                door.get().renew(fresh);
            }
        } catch (IOException e) {
            LOG.error("Lessees can't call any more until this node is started again: {}", e.getMessage());
        }
    }

    public String partyId() {
        return identity.name().partyId();
    }

    /** Done, with a sentence for the owner, if the coordinator will not have this node; else never. */
    public CompletableFuture<String> refused() {
        return link.refused();
    }

    /** Hangs up and stops; what is not finished is taken up at the next start. */
    @Override
    public void close() {
        for (int i = parts.size() - 1; i >= 0; i--) {
            try {
                parts.get(i).close();
            } catch (Exception e) {
                LOG.warn("On closing: {}", e.getMessage());
            }
        }
        parts.clear();
    }
}
