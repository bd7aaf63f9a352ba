package org.dcrbs.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcrbs policy export}: writes a version to a folder. */
@Command(
        name = "export",
        sortOptions = false,
        description = "Write a version's files to a folder, for a person to change and for git to keep.")
@SuppressWarnings("NullAway.Init")
final class PolicyExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Empty or new, or exported to before.")
    private Path folder;

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "The version's name, or its number (default: the version in force).")
    private @Nullable String version;

    // Written out, because the usual help options take --version for themselves.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // it is picocli that reads it
    private boolean help;

    @Mixin
    private Coordinator coordinator;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ApiClient api = coordinator.api();
        String wanted = version == null ? api.get("policies").path("inForce").asString() : version;
        String path = "policies/versions/" + PolicyFolder.quoted(wanted);
        String name = api.get(path).path("name").asString();
        int files = new PolicyFolder(folder).write(name, api.get(path + "/files"));
        PrintWriter to = spec.commandLine().getOut();
        to.println(name + ": " + files + " files in " + folder);
        to.flush();
        return ExitCode.OK;
    }
}
