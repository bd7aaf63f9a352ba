package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dcrbs.server.RunningServer;
import org.dcrbs.server.ServerSettings;
import org.dcrbs.server.security.OperatorToken;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code dcrbs server}: runs the coordinator until it is told to stop. */
@Command(
        name = "server",
        description = "Run the coordinator.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footer = {"", "Settings of Spring's can follow, such as --spring.mongodb.uri=mongodb://host/dcrbs."})
final class ServerCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept.")
    private Path data = Path.of("data", "server");

    @Option(names = "--port", paramLabel = "PORT", description = "Where the page and the API are.")
    private int port = 8080;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "What to listen on; put a TLS proxy before it when that isn't this computer.")
    private String address = "127.0.0.1";

    @Option(names = "--link-port", paramLabel = "PORT", description = "Where peers dial in.")
    private int linkPort = 7443;

    @Option(
            names = "--link-address",
            paramLabel = "ADDRESS",
            description = "What to listen on for peers; 0.0.0.0 for those on other computers.")
    private String linkAddress = "127.0.0.1";

    @Option(
            names = "--link-host",
            paramLabel = "NAME",
            split = ",",
            description = "The names by which peers reach this computer; the coordinator's certificate bears them.")
    private List<String> linkHosts = List.of("localhost", "127.0.0.1");

    @Option(names = "--new-token", description = "Make a new operator's token; the old one ends.")
    private boolean newToken;

    @Unmatched
    private List<String> more = new ArrayList<>();

    @ParentCommand
    private @Nullable Main main;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = checked(spec).commandLine().getOut();
        boolean verbose = main != null && main.verbose();
        ServerSettings settings = new ServerSettings(
                data, address, port, new ServerSettings.Link(linkAddress, linkPort, linkHosts), verbose, more);
        try (RunningServer server = RunningServer.start(settings)) {
            OperatorToken token = server.bean(OperatorToken.class);
            (newToken ? Optional.of(token.renew()) : token.issueFirst())
                    .ifPresent(value -> out.println("The operator's token, told only this once: " + value));
            out.println("The coordinator is at " + server.url() + " (data in " + settings.data() + ")");
            out.flush();
            server.await();
        }
        return ExitCode.OK;
    }

    /** Only what looks like a setting may be passed on; anything else is a slip of the pen. */
    private CommandSpec checked(@Nullable CommandSpec known) {
        CommandSpec command = Objects.requireNonNull(known);
        for (String setting : more) {
            if (!setting.matches("--[a-z]+(\\.[a-z0-9-]+)+=.*")) {
                throw new ParameterException(command.commandLine(), "doesn't know " + setting);
            }
        }
        return command;
    }
}
