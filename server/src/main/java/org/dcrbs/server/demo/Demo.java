package org.dcrbs.server.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.server.CommandFailure;
import org.dcrbs.server.RunningServer;
import org.dcrbs.server.ServerSettings;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.gateway.Gateway;
import org.dcrbs.server.listing.Intake;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.MarketLoader;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.peer.Peers;
import org.dcrbs.server.report.CategoryTable;
import org.dcrbs.server.report.HtmlReport;
import org.dcrbs.server.report.RoundReport;
import org.dcrbs.server.report.RoundReports;
import org.dcrbs.server.report.TextReport;
import org.dcrbs.server.round.Round;
import org.dcrbs.server.round.RoundOptions;
import org.dcrbs.server.round.Rounds;
import org.dcrbs.server.security.OperatorToken;
import org.dcrbs.server.work.WorkService;

/** The demo: a coordinator, its nodes, and one round from listings to settled accounts. */
public final class Demo implements AutoCloseable {
    private static final Duration LONGEST_ENROLMENT = Duration.ofMinutes(3);
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(10);
    private static final long MILLIS_BETWEEN_LOOKS = 100;
    /** The solver ends as soon as it has proven its answer best, a second or two on an idle computer; a busy one gets longer. */
    private static final RoundOptions OPTIONS = new RoundOptions(60, OptionalLong.empty(), 16, 1);

    private final DemoPlan plan;
    private final DemoFolder folder;
    private final PrintWriter out;
    private final RunningServer server;
    private final NodeProcesses nodes;
    private final Thread hook;
    private final String token;

    /** Starts the coordinator. */
    public static Demo start(DemoPlan plan, PrintWriter out) throws IOException {
        plan.installation().peerJar();
        DemoFolder folder = DemoFolder.open(plan.data(), plan.installation().samples());
        try {
            say(out, "Starting the coordinator");
            return new Demo(plan, folder, out);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private Demo(DemoPlan plan, DemoFolder folder, PrintWriter out) throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.out = out;
        int port = plan.port() == 0 ? freePort() : plan.port();
        server = RunningServer.start(new ServerSettings(
                folder.coordinator(),
                "127.0.0.1",
                port,
                ServerSettings.Link.local(0),
                plan.verbose(),
                List.of("--dcrbs.probe-url=http://127.0.0.1:" + port)));
        token = server.bean(OperatorToken.class).renew();
        InetSocketAddress link = server.bean(Gateway.class).address();
        nodes = new NodeProcesses(plan.installation().peerJar(), folder, "127.0.0.1:" + link.getPort());
        // However this process is told to stop, the nodes stop, too.
        hook = new Thread(nodes::close, "stopping the nodes");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Leased lines are probed by fetching from the coordinator's page, so its port has to be known beforehand. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Enrols the nodes, runs a round to its end and tells of it; whether all contracts were kept. */
    public boolean trade() throws IOException, InterruptedException {
        say("  at " + server.url());
        admitParties();
        enrol();
        // After the nodes have offered, since demands may name offers that they give in return.
        Intake.Taken taken = server.bean(MarketLoader.class).load(plan.market());
        say("Bringing in the sample market: " + taken.parties() + " parties with " + taken.demands() + " demands");
        Round round = runRound();
        RoundReport report = server.bean(RoundReports.class).of(round.id());
        out.println();
        out.print(TextReport.of(report));
        out.println();
        if (plan.allCategories()) {
            out.println("Category by category");
            out.print(CategoryTable.of(
                    server.bean(Contracts.class).ofRound(round.id()),
                    contract -> server.bean(WorkService.class)
                            .ordersOf(contract.terms().id())));
            out.println();
        }
        Files.writeString(folder.report("html"), HtmlReport.of(report));
        Files.writeString(
                folder.report("json"),
                server.bean(MarketJson.class)
                        .mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(report));
        say("This account is also in " + folder.report("html") + " and " + folder.report("json"));
        return round.stage() == RoundStage.CLOSED
                && report.deals().stream().allMatch(deal -> deal.state().equals("Settled"))
                && report.sumOfBalances().micro() == 0;
    }

    /** Waits until somebody stops the program. */
    public void stayUp() throws InterruptedException {
        say("The coordinator stays up at " + server.url() + " until Ctrl-C; sign in with the token " + token);
        server.await();
    }

    private void admitParties() {
        MarketFile file = new MarketFile(
                server.bean(MarketJson.class), server.bean(Clock.class).instant());
        file.read(plan.market()).parties().forEach(server.bean(Parties.class)::put);
    }

    private void enrol() throws IOException, InterruptedException {
        say("Starting four nodes; each enrols with a one-time token and measures this computer");
        for (PartyId party : DemoPlan.PARTIES) {
            nodes.start(party, server.bean(Peers.class).invite(party).text());
        }
        NodeWatch watch = new NodeWatch(server, folder);
        long deadline = System.nanoTime() + LONGEST_ENROLMENT.toNanos();
        while (!watch.toldAll(DemoPlan.PARTIES)) {
            for (PartyId party : DemoPlan.PARTIES) {
                Optional<List<String>> news = watch.news(party);
                news.ifPresent(lines -> lines.forEach(line -> say("  " + line)));
            }
            nodes.check();
            pause(deadline, "the nodes didn't all enrol within " + LONGEST_ENROLMENT.toMinutes() + " minutes");
        }
    }

    private Round runRound() throws InterruptedException {
        Round round = server.bean(Rounds.class).start(OPTIONS);
        say("Running round " + round.id());
        RoundWatch watch = new RoundWatch(server, round.id(), this::say);
        try (LeaseUses uses = new LeaseUses(plan.installation().peerJar(), folder, this::say)) {
            return carriedOut(round, watch, uses);
        }
    }

    private Round carriedOut(Round round, RoundWatch watch, LeaseUses uses) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_ROUND.toNanos();
        while (true) {
            Round now = watch.look();
            if (now.over()) {
                now.failure().ifPresent(reason -> {
                    throw new CommandFailure("the round was given up: " + reason);
                });
                return now;
            }
            if (plan.allCategories()) {
                uses.look(server, round.id());
            }
            nodes.check();
            pause(deadline, "the contracts weren't carried out within " + LONGEST_ROUND.toMinutes() + " minutes");
        }
    }

    private static void pause(long deadline, String otherwise) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new CommandFailure(otherwise);
        }
        TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
    }

    private void say(String line) {
        say(out, line);
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is stopping already, and the hook at work.
        }
        nodes.close();
        server.close();
        folder.close();
    }
}
