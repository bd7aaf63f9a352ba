package org.dcrbs.server.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who changes policies, and why, for the log; a {@link Mixin}. */
@SuppressWarnings("NullAway.Init")
final class Signed {
    @Option(names = "--author", paramLabel = "NAME", required = true, description = "Who does it.")
    private String author;

    @Option(names = "--comment", paramLabel = "TEXT", required = true, description = "Why, in a line.")
    private String comment;

    String author() {
        return author;
    }

    String comment() {
        return comment;
    }
}
