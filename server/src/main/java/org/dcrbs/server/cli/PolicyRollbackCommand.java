package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code dcrbs policy rollback}: goes back to an old version. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Put an old version's content in force again, as a new version.")
@SuppressWarnings("NullAway.Init")
final class PolicyRollbackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "VERSION", description = "Its name, or its number.")
    private String version;

    @Mixin
    private Signed signed;

    @Mixin
    private Coordinator coordinator;

    @Override
    public Integer call() throws InterruptedException {
        JsonNode now = coordinator
                .api()
                .post(
                        "policies/versions/" + PolicyFolder.quoted(version) + "/rollback",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("author", signed.author())
                                .put("comment", signed.comment()));
        PrintWriter to = spec.commandLine().getOut();
        to.println("in force: " + now.path("name").asString());
        to.flush();
        return ExitCode.OK;
    }
}
