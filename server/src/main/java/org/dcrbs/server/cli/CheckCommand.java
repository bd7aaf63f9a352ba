package org.dcrbs.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.PairingChecker;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.Verdict;
import org.dcrbs.solver.format.AnswerReader;
import org.dcrbs.solver.format.PairingReader;
import org.dcrbs.solver.format.PricesReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcrbs check}: whether an answer is what it says it is. Shares no code with the solver, and starts no Spring. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Check an answer against its problem, trusting nothing that it says.",
        footer = {
            "",
            "Without --prices the bound is taken at its word. 'dcrbs solve --prices' writes them.",
            "Exit codes: 0 nothing is wrong, 1 the answer is wrong, 2 a file can't be read."
        })
@SuppressWarnings("NullAway.Init")
final class CheckCommand implements Callable<Integer> {
    /** Of a wrong answer, enough to see what is wrong with it. */
    private static final int MOST_FAULTS = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PROBLEM", description = "A dcrbs-pairing/1 file; gzip if it ends in .gz.")
    private Path problem;

    @Parameters(index = "1", paramLabel = "ANSWER", description = "A dcrbs-answer/1 file to that problem.")
    private Path answer;

    @Option(names = "--prices", paramLabel = "PRICES", description = "A dcrbs-prices/1 file that proves the bound.")
    private @Nullable Path prices;

    @Override
    public Integer call() throws IOException {
        PairingProblem asked = PairingReader.read(problem);
        Answer said = AnswerReader.read(asked, answer);
        Answer whole = prices == null ? said : said.withPrices(PricesReader.read(asked, prices));
        Verdict verdict = PairingChecker.examine(asked, whole);
        PrintWriter to = spec.commandLine().getOut();
        if (verdict.good()) {
            tell(to, asked, whole, verdict);
        } else {
            verdict.faults().stream().limit(MOST_FAULTS).forEach(fault -> to.println("wrong: " + fault));
            if (verdict.faults().size() > MOST_FAULTS) {
                to.println("and " + (verdict.faults().size() - MOST_FAULTS) + " more faults");
            }
        }
        to.flush();
        return verdict.good() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void tell(PrintWriter to, PairingProblem asked, Answer whole, Verdict verdict) {
        to.printf(
                Locale.ROOT,
                "feasible: %,d of %,d bundles served, every rule kept%n",
                whole.pairings().size(),
                asked.bundleCount());
        to.println("objective " + verdict.objective());
        to.println("bound " + whole.bound() + ", " + grounds(whole, verdict));
        to.printf(Locale.ROOT, "gap %.4f%%%n", 100 * whole.gap());
    }

    private String grounds(Answer whole, Verdict verdict) {
        if (verdict.proven().isPresent()) {
            return "proven by " + whole.proof().word() + ", which come to "
                    + verdict.proven().getAsLong();
        }
        if (!whole.proof().canBeWritten()) {
            return "not proven here: a proof by " + whole.proof().word() + " needs another search";
        }
        return "not proven here: " + (prices == null ? "--prices is missing" : "the prices have no claims");
    }
}
