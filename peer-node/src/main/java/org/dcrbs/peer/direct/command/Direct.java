package org.dcrbs.peer.direct.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.direct.DirectNode;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.buy.NoDealException;
import org.dcrbs.peer.door.LineLostException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands share: the home, how faults are told, the exit codes. */
abstract class Direct implements Callable<Integer> {
    /** There is no deal, the partner can't be reached, or the books differ. */
    static final int NO = 1;
    /** Something has to be put right here. */
    static final int TO_BE_PUT_RIGHT = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = Home.USUAL,
            description = "The node's folder. By default ${DEFAULT-VALUE}.")
    private @Nullable Path home;

    /** Does it; the exit code. */
    abstract int run(DirectNode node) throws IOException, NoDealException;

    @Override
    public final Integer call() {
        try {
            int code = run(DirectNode.open(home(), Clock.systemUTC()));
            out().flush();
            return code;
        } catch (NoDealException | LineLostException e) {
            return fail(String.valueOf(e.getMessage()), NO);
        } catch (IllegalArgumentException | ArithmeticException | IOException e) {
            return fail(String.valueOf(e.getMessage()), TO_BE_PUT_RIGHT);
        } catch (UncheckedIOException e) {
            return fail(String.valueOf(e.getMessage()), TO_BE_PUT_RIGHT);
        }
    }

    Home home() {
        if (home == null) {
            throw new IllegalStateException("the option has a default");
        }
        return new Home(home);
    }

    PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec.commandLine().getOut();
    }

    void say(String line) {
        out().println(line);
        out().flush();
    }

    static Contact partner(DirectNode node, @Nullable String name) throws IOException {
        String wanted = given(name);
        return node.contacts()
                .named(wanted)
                .orElseThrow(() -> new IllegalArgumentException("nobody is known as " + wanted + "; 'direct know "
                        + wanted + " HOST:PORT KEY' makes it known"));
    }

    /** Something that picocli demands. */
    static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("picocli demands it");
        }
        return value;
    }

    private int fail(String why, int code) {
        out().flush();
        if (spec != null) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + why);
            spec.commandLine().getErr().flush();
        }
        return code;
    }
}
