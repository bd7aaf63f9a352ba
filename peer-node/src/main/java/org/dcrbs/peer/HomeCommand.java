package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command about the node in a home. What the owner has to put right is said in a sentence. */
abstract class HomeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--home", paramLabel = "DIR", defaultValue = HomeOption.DEFAULT, description = HomeOption.HELP)
    private @Nullable Path home;

    @Override
    public final Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        try {
            PrintWriter out = spec.commandLine().getOut();
            int exitCode = run(new Home(HomeOption.path(home)), out);
            out.flush();
            return exitCode;
        } catch (ConfigException e) {
            return say(RunCommand.TO_BE_PUT_RIGHT, String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            return say(RunCommand.TO_BE_PUT_RIGHT, home + ": " + e.getMessage());
        }
    }

    /** To the error output; the exit code. */
    final int say(int exitCode, String sentence) {
        if (spec != null) {
            spec.commandLine().getErr().println(sentence);
        }
        return exitCode;
    }

    /** The exit code. */
    abstract int run(Home home, PrintWriter out) throws ConfigException, IOException, InterruptedException;
}
