package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code dcrbs policy rebase}: brings a draft onto the version in force. */
@Command(
        name = "rebase",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Bring a draft onto the version in force; what only one of the two changed is taken from it.")
@SuppressWarnings("NullAway.Init")
final class PolicyRebaseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DRAFT", description = "Such as d-0001.")
    private String draft;

    @Option(
            names = "--mine",
            paramLabel = "FILE",
            split = ",",
            description = "Files that both changed, and that are right as they are in the draft.")
    private List<String> mine = List.of();

    @Mixin
    private Coordinator coordinator;

    @Override
    public Integer call() throws InterruptedException {
        ApiClient api = coordinator.api();
        String path = "policies/drafts/" + PolicyFolder.quoted(draft);
        int revision = api.get(path).path("revision").asInt();
        JsonNode rebased = api.post(
                path + "/rebase?revision=" + revision + "&mine=" + PolicyFolder.quoted(String.join(",", mine)),
                JsonNodeFactory.instance.objectNode());
        PrintWriter to = spec.commandLine().getOut();
        to.println("draft " + draft + ", from " + rebased.path("base").asString());
        to.flush();
        return ExitCode.OK;
    }
}
