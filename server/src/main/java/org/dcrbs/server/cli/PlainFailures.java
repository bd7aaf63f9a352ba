package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import org.dcrbs.server.CommandFailure;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.solver.NoFeasibleAnswerException;
import org.dcrbs.solver.format.PairingFormatException;
import org.dcrbs.solver.importing.ImportException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells failures in one plain sentence, with the exit code that fits; a stack trace only with {@code --verbose}. */
final class PlainFailures implements IExecutionExceptionHandler {
    private final BooleanSupplier verbose;

    PlainFailures(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    static int usage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("'" + name + " --help' tells what there is.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (isStopping()) {
            return ExitCode.SOFTWARE;
        }
        err.println(command.getCommandSpec().qualifiedName() + ": " + sentence(e));
        if (verbose.getAsBoolean()) {
            e.printStackTrace(err);
        }
        return isBadInput(e) ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    /** Whether somebody has told the program to end; what breaks on its way out is then no news. */
    private static boolean isStopping() {
        Thread probe = new Thread(() -> {}, "probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static boolean isBadInput(Exception e) {
        return e instanceof BadInputException
                || e instanceof PairingFormatException
                || e instanceof ImportException
                || e instanceof NoSuchFileException;
    }

    private static String sentence(Exception e) {
        if (e instanceof CommandFailure
                || e instanceof BadInputException
                || e instanceof PairingFormatException
                || e instanceof ImportException
                || e instanceof NoFeasibleAnswerException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file";
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": may not be read or written";
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return "failed: " + message.lines().findFirst().orElse("") + " (--verbose tells more)";
    }
}
