package org.dcrbs.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code dcrbs policy import}: makes a draft of a folder. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Make a draft of a folder of policies, for others to see and change.")
@SuppressWarnings("NullAway.Init")
final class PolicyImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "A folder of policies.")
    private Path folder;

    @Mixin
    private Signed signed;

    @Mixin
    private Coordinator coordinator;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode draft = new PolicyFolder(folder).draft(coordinator.api(), signed.author(), signed.comment());
        PrintWriter to = spec.commandLine().getOut();
        to.println("draft " + draft.path("id").asString() + ", from "
                + draft.path("base").asString());
        to.flush();
        return ExitCode.OK;
    }
}
