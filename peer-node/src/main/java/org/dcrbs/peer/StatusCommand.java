package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dcrbs.peer.benchmark.Drift;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.PeerProperties;
import org.dcrbs.peer.config.ShareFile;
import org.dcrbs.peer.owner.PauseFile;
import org.dcrbs.peer.owner.Standing;
import org.dcrbs.peer.work.Backlog;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.BenchmarkReport;
import picocli.CommandLine.Command;

/** Says how a node stands, from its home alone; the node may be running or not. */
@Command(
        name = "status",
        description = "Says who the node is, whether it runs, and what work lies in its home.",
        mixinStandardHelpOptions = true)
final class StatusCommand extends HomeCommand {
    @Override
    int run(Home home, PrintWriter out) throws ConfigException, IOException {
        if (!Files.isDirectory(home.root())) {
            throw new ConfigException("There is no node in " + home.root());
        }
        boolean running = home.inUse();
        line(out, "Home", home.root().toString());
        line(out, "Party", party(PeerIdentity.load(home.identity())));
        line(
                out,
                "Coordinator",
                PeerProperties.coordinator(home).map(Object::toString).orElse("none yet"));
        line(out, "Running", running ? "yes" : "no");
        computing(home, running, out);
        devices(home, out);
        line(out, "Benchmarks", benchmarks(home));
        Backlog backlog = Backlog.of(home.work());
        line(out, "Orders", backlog.orders() + " unfinished");
        line(out, "Results", backlog.results() + " not yet acknowledged");
        line(out, "Last notice", lastNotice(home.notices()));
        return 0;
    }

    /** A node that does not run has nothing to say, but may have been told to pause. */
    private static void computing(Home home, boolean running, PrintWriter out) throws IOException {
        Optional<Standing> standing = running ? Standing.read(home.standing()) : Optional.empty();
        standing.ifPresent(known -> {
            line(out, "Computing", known.text());
            line(out, "Owner's load", known.ownersPercent() + " % of the processors");
            if (!known.remark().isEmpty()) {
                line(out, "Remark", known.remark());
            }
        });
        if (standing.isEmpty()) {
            new PauseFile(home.pause()).read().ifPresent(pause -> line(out, "Computing", pause.toString()));
        }
    }

    /** As the home's share.json has them; a node that runs with another one says so in its log. */
    private static void devices(Home home, PrintWriter out) {
        try {
            ShareFile.readIfThere(home.shareFile()).devices().forEach(device -> line(out, "Device", device.toString()));
        } catch (ConfigException e) {
            line(out, "Share", String.valueOf(e.getMessage()));
        }
    }

    private static String party(Optional<PeerIdentity> identity) {
        return identity.map(known -> known.name().partyId() + ", certificate until " + known.expiresAt())
                .orElse("not enrolled");
    }

    private static String benchmarks(Home home) throws IOException {
        if (!Files.exists(home.benchmarks())) {
            return "none yet";
        }
        String declared = "declared " + Files.getLastModifiedTime(home.benchmarks());
        if (!Files.exists(home.measured())) {
            return declared;
        }
        List<Drift> drifts = Drift.between(
                BenchmarkReport.parseFrom(Files.readAllBytes(home.benchmarks())),
                BenchmarkReport.parseFrom(Files.readAllBytes(home.measured())));
        return declared + ", measured " + Files.getLastModifiedTime(home.measured())
                + (drifts.isEmpty() ? ", as declared" : ", drifted: " + drifts);
    }

    private static String lastNotice(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "none";
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty() ? "none" : lines.get(lines.size() - 1);
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("%-12s %s%n", name, value);
    }
}
