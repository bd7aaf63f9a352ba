package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.PeerProperties;
import org.dcrbs.peer.work.Backlog;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how a node stands, from its home alone; the node may be running or not. */
@Command(
        name = "status",
        description = "Says who the node is, whether it runs, and what work lies in its home.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--home", paramLabel = "DIR", defaultValue = HomeOption.DEFAULT, description = HomeOption.HELP)
    private @Nullable Path home;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        Home folder = new Home(HomeOption.path(home));
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isDirectory(folder.root())) {
            spec.commandLine().getErr().println("There is no node in " + folder.root());
            return RunCommand.TO_BE_PUT_RIGHT;
        }
        try {
            line(out, "Home", folder.root().toString());
            line(out, "Party", party(PeerIdentity.load(folder.identity())));
            line(
                    out,
                    "Coordinator",
                    PeerProperties.coordinator(folder).map(Object::toString).orElse("none yet"));
            line(out, "Running", folder.inUse() ? "yes" : "no");
            Backlog backlog = Backlog.of(folder.work());
            line(out, "Orders", backlog.orders() + " unfinished");
            line(out, "Results", backlog.results() + " not yet acknowledged");
            line(out, "Last notice", lastNotice(folder.notices()));
            out.flush();
            return 0;
        } catch (IOException | ConfigException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return RunCommand.TO_BE_PUT_RIGHT;
        }
    }

    private static String party(Optional<PeerIdentity> identity) {
        return identity.map(known -> known.name().partyId() + ", certificate until " + known.expiresAt())
                .orElse("not enrolled");
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
