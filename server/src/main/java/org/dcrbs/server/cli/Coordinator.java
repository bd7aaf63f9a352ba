package org.dcrbs.server.cli;

import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The running coordinator that a command speaks to, and as whom; a {@link Mixin}. */
@SuppressWarnings("NullAway.Init")
final class Coordinator {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080/",
            description = "The coordinator (default: ${DEFAULT-VALUE}).")
    private URI server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            required = true,
            defaultValue = "${env:DCRBS_TOKEN}",
            description = "The operator's token; by default what the environment variable DCRBS_TOKEN holds,"
                    + " where other users do not see it.")
    private String token;

    ApiClient api() {
        if (token.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "the operator's token is empty; give --token or DCRBS_TOKEN");
        }
        return new ApiClient(server, token);
    }
}
