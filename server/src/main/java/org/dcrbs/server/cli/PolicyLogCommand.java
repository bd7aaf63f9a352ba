package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code dcrbs policy log}: the versions of the policies. */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "List the versions of the policies, the one in force last.")
@SuppressWarnings("NullAway.Init")
final class PolicyLogCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Coordinator coordinator;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter to = spec.commandLine().getOut();
        JsonNode log = coordinator.api().get("policies");
        for (JsonNode version : log.path("versions")) {
            String approver = version.path("approver").asString("");
            to.printf(
                    "%s  %s  by %s%s: %s%n",
                    version.path("name").asString(),
                    Instant.parse(version.path("time").asString()).truncatedTo(ChronoUnit.SECONDS),
                    version.path("author").asString(),
                    approver.isEmpty() ? "" : ", approved by " + approver,
                    version.path("comment").asString());
        }
        to.println("in force: " + log.path("inForce").asString());
        to.flush();
        return ExitCode.OK;
    }
}
