package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code dcrbs policy approve}: approves a draft. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Approve a draft as it is now, by somebody other than its author.")
@SuppressWarnings("NullAway.Init")
final class PolicyApproveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DRAFT", description = "Such as d-0001.")
    private String draft;

    @Option(names = "--author", paramLabel = "NAME", required = true, description = "Who approves.")
    private String author;

    @Mixin
    private Coordinator coordinator;

    @Override
    public Integer call() throws InterruptedException {
        ApiClient api = coordinator.api();
        String path = "policies/drafts/" + PolicyFolder.quoted(draft);
        int revision = api.get(path).path("revision").asInt();
        api.post(
                path + "/approve?revision=" + revision + "&person=" + PolicyFolder.quoted(author),
                JsonNodeFactory.instance.objectNode());
        PrintWriter to = spec.commandLine().getOut();
        to.println("draft " + draft + " is approved by " + author);
        to.flush();
        return ExitCode.OK;
    }
}
