package org.dcrbs.peer.direct;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.ShareFile;
import org.dcrbs.peer.direct.book.Books;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Contacts;
import org.dcrbs.peer.direct.buy.Buyer;
import org.dcrbs.peer.direct.buy.Tools;
import org.dcrbs.peer.direct.counter.Counter;
import org.dcrbs.peer.direct.counter.Owner;
import org.dcrbs.peer.direct.deal.Appraiser;
import org.dcrbs.peer.direct.desk.OwnerDesk;
import org.dcrbs.peer.direct.goods.Bench;
import org.dcrbs.peer.direct.goods.Good;
import org.dcrbs.peer.direct.goods.Incoming;
import org.dcrbs.peer.direct.goods.Stock;
import org.dcrbs.peer.direct.line.Asker;
import org.dcrbs.peer.direct.line.DirectLine;
import org.dcrbs.peer.direct.line.SteadyLine;
import org.dcrbs.peer.execute.compute.ComputeExecutor;
import org.dcrbs.peer.share.Shared;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.peer.transfer.Inbox;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;

/** One member's side of direct trade, out of its home folder. Serving and buying may go on at the same time. */
public final class DirectNode {
    private static final String POLICIES = "policies";
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_WORKERS = 64;

    private final Home home;
    private final Clock clock;
    private final LinkLimits limits;
    private final Supplier<Appraiser> appraiser;
    private final Supplier<Traffic> traffic;
    private final OwnKey key;
    private final Contacts contacts;
    private final Books books;

    private DirectNode(Home home, Clock clock, LinkLimits limits, Supplier<Appraiser> appraiser) throws IOException {
        this.home = home;
        this.clock = clock;
        this.limits = limits;
        this.appraiser = appraiser;
        this.traffic = new Once<>(() -> traffic(home));
        Path direct = Files.createDirectories(folder());
        this.key = OwnKey.loadOrCreate(direct);
        this.contacts = new Contacts(direct);
        this.books = Books.open(direct, key.open());
    }

    /** With the policies of the home's folder of that name, or those that ship with the program. */
    public static DirectNode open(Home home, Clock clock) throws IOException {
        return open(home, clock, LinkLimits.DEFAULT, () -> new Appraiser(policies(home)));
    }

    /** @param appraiser asked once, at the first deal: compiling rules takes seconds */
    public static DirectNode open(Home home, Clock clock, LinkLimits limits, Supplier<Appraiser> appraiser)
            throws IOException {
        return new DirectNode(home, clock, limits, new Once<>(appraiser));
    }

    private static PolicySet policies(Home home) {
        Path own = home.root().resolve(POLICIES);
        if (!Files.isDirectory(own)) {
            return PolicySet.shipped();
        }
        try {
            return PolicySet.load(own);
        } catch (PolicyException e) {
            throw new IllegalArgumentException("the policies in " + own + " are faulty: " + e.getMessage(), e);
        }
    }

    /** What serving and buying may have of the line together. */
    private static Traffic traffic(Home home) {
        try {
            Traffic traffic = new Traffic();
            traffic.allow(Shared.traffic(ShareFile.readIfThere(home.shareFile())));
            return traffic;
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public OwnKey key() {
        return key;
    }

    public Contacts contacts() {
        return contacts;
    }

    public Books books() {
        return books;
    }

    public Appraiser appraiser() {
        return appraiser.get();
    }

    /** Where keys, contacts and books are kept. */
    public Path folder() {
        return home.root().resolve("direct");
    }

    /** Where the owner is asked, and answers. */
    public OwnerDesk desk() {
        return new OwnerDesk(folder());
    }

    public Stock stock() throws IOException {
        return Stock.read(home.root());
    }

    /** Listens until closed; the owner is asked where policy says so. */
    public Serving serve(InetSocketAddress at) throws IOException {
        return serve(at, false, line -> {});
    }

    /**
     * Listens until closed.
     *
     * @param asks whether the owner makes the moves of every negotiation
     * @param tell a line for the owner
     */
    public Serving serve(InetSocketAddress at, boolean asks, Consumer<String> tell) throws IOException {
        desk().clear();
        Stock stock = stock();
        int workers = (int) Math.min(
                MOST_WORKERS,
                Math.max(
                        1,
                        stock.all().stream()
                                .filter(good -> good.spec() instanceof ComputingPower)
                                .mapToLong(Good::copies)
                                .sum()));
        Bench bench = Bench.open(new ComputeExecutor(clock), folder(), workers);
        Counter counter = new Counter(
                new Counter.Means(
                        books,
                        contacts,
                        stock,
                        appraiser,
                        new Owner(desk(), asks, tell),
                        Incoming.open(folder()),
                        new Inbox(home.inbox()),
                        bench,
                        workers,
                        key),
                clock);
        return Serving.start(at, key, contacts, limits, clock, counter, bench, traffic.get());
    }

    /** A line to the partner that is dialled again when it breaks. */
    public SteadyLine line(Contact partner) {
        return new SteadyLine(() -> DirectLine.dial(partner, key, limits, clock.instant()), ATTEMPTS, PAUSE);
    }

    /** @param tell a line for the owner */
    public Buyer buyer(Contact partner, Asker line, Consumer<String> tell) throws IOException {
        Tools tools = new Tools(
                books, stock(), Incoming.open(folder()), new Inbox(home.inbox()), key, clock, traffic.get(), tell);
        return new Buyer(tools, appraiser, partner, line, folder());
    }
}
