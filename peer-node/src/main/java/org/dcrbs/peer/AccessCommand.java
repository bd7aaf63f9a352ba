package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcrbs.market.Category;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.execute.lease.LineMeter;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.peer.proxy.Forwarder;
import org.dcrbs.peer.proxy.LeaseTicket;
import org.dcrbs.protocol.v1.AccessFigures;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Leased internet access in use. */
@Command(
        name = "access",
        description = "Leads programs of this computer through a line to the internet that you have leased, until the"
                + " lease is over or Ctrl-C: an HTTP proxy on this computer's own address.",
        mixinStandardHelpOptions = true)
final class AccessCommand extends MemberCommand {
    private static final int USUAL_PORT = 8118;
    private static final int LOOK_SECONDS = 10;
    private static final int REPORT_SECONDS = 60;
    /** Before its end, so that the report is there when the lease is judged. */
    private static final Duration LAST_REPORT = Duration.ofSeconds(5);

    private static final long STOP_MILLIS = 5_000;

    @Mixin
    private final LeaseOption which = new LeaseOption();

    @Mixin
    private final PortOption where = new PortOption(USUAL_PORT);

    @Override
    int run(Home home, Member member, PrintWriter out) throws ConfigException, IOException, InterruptedException {
        int port = where.port();
        Lease lease = which.of(member, Category.INTERNET_ACCESS).one();
        Optional<InetSocketAddress> door = LeaseLine.address(lease);
        if (door.isEmpty()) {
            return say(
                    RunCommand.REFUSED,
                    lease.getGiver() + " can't be dialled: its node has no door, or is not connected");
        }
        LineMeter meter = new LineMeter(AccessFigures.getDefaultInstance());
        LeaseTicket ticket = new LeaseTicket(lease.getGiver(), lease.getOrderId());
        Thread hook = hook(Thread.currentThread());
        try (Forwarder forwarder = Forwarder.open(port, door.get(), ticket, member.identity(), meter);
                LineWatch watch = new LineWatch(lease, member.identity())) {
            out.println("http://127.0.0.1:" + forwarder.port() + " leads through " + lease.getGiver() + "'s line, "
                    + lease.getAmount() + " kbit/s until " + until(lease) + ". For instance:");
            out.println("  https_proxy=http://127.0.0.1:" + forwarder.port() + " curl https://example.org/");
            out.flush();
            watch(lease, watch, meter, member, out);
            out.println(Instant.now().isBefore(until(lease)) ? "Stopped." : "The lease is over.");
        }
        removeHook(hook);
        return 0;
    }

    private static Instant until(Lease lease) {
        return Instant.ofEpochMilli(lease.getUntilEpochMs());
    }

    private void watch(Lease lease, LineWatch watch, LineMeter meter, Member member, PrintWriter out) {
        long run = new SecureRandom().nextLong();
        long bytes = 0;
        boolean there = false;
        try {
            for (int seconds = 0; ; seconds++) {
                Duration left = Duration.between(Instant.now(), until(lease)).minus(LAST_REPORT);
                if (left.isNegative()) {
                    break;
                }
                if (seconds % LOOK_SECONDS == 0) {
                    there = watch.isThere();
                    bytes = tell(meter, bytes, out);
                }
                if (seconds % REPORT_SECONDS == REPORT_SECONDS - 1) {
                    report(lease, run, meter, member);
                }
                Thread.sleep(1000);
                meter.pass(1, there ? 1 : 0);
            }
            report(lease, run, meter, member);
            Thread.sleep(
                    Math.max(0, Duration.between(Instant.now(), until(lease)).toMillis()));
        } catch (InterruptedException e) {
            report(lease, run, meter, member);
        }
    }

    /** A line, if anything has gone through since. */
    private static long tell(LineMeter meter, long before, PrintWriter out) {
        long now = meter.bytes();
        if (now > before) {
            AccessFigures figures = meter.figures();
            out.printf(
                    "%6d kbit/s; so far %d of %d connections, %d bytes sent, %d received%n",
                    (now - before) * Byte.SIZE / 1000 / LOOK_SECONDS,
                    figures.getOpened(),
                    figures.getAttempts(),
                    figures.getBytesSent(),
                    figures.getBytesReceived());
            out.flush();
        }
        return now;
    }

    private void report(Lease lease, long run, LineMeter meter, Member member) {
        try {
            var unused = member.ask(errands -> errands.run(Errand.newBuilder()
                    .setReportAccess(Errand.ReportAccess.newBuilder()
                            .setOrderId(lease.getOrderId())
                            .setRun(run)
                            .setFigures(meter.figures()))));
        } catch (ConfigException | IOException e) {
            say(0, "The coordinator does not know yet how the line does: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ctrl-C lets the last report go out. */
    private static Thread hook(Thread main) {
        Thread hook = new Thread(
                () -> {
                    main.interrupt();
                    try {
                        main.join(STOP_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "closing");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already: that is why the lease's use has ended.
            return;
        }
    }
}
