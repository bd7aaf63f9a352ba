package org.dcrbs.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dcrbs.server.demo.Demo;
import org.dcrbs.server.demo.DemoPlan;
import org.dcrbs.server.demo.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dcrbs demo}: a whole exchange on this computer. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run a whole exchange on this computer: a coordinator, its own node and three members' nodes.",
            "They enrol, report hardware and benchmarks, and offer a part of it; a round pairs offers and demands;",
            "the nodes carry the contracts out, and the ledger settles them. Ends with Ctrl-C."
        })
@SuppressWarnings("NullAway.Init")
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Main main;

    @Option(names = "--once", description = "End after the round rather than leave the coordinator up.")
    private boolean once;

    @Option(
            names = "--all-categories",
            description =
                    "Trade something of each of the seven categories, and tell of each what was awarded, delivered,"
                            + " measured and proven.")
    private boolean allCategories;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where the coordinator's page is (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept; emptied at each start (default: data/demo of the clone).")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.find();
        Path folder = data == null ? installation.folder().resolve("data").resolve("demo") : data;
        PrintWriter out = spec.commandLine().getOut();
        DemoPlan plan = new DemoPlan(installation, folder, allCategories, port, main.verbose());
        try (Demo demo = Demo.start(plan, out)) {
            boolean good = demo.trade();
            if (!once) {
                demo.stayUp();
            }
            return good ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
