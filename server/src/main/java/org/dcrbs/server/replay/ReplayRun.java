package org.dcrbs.server.replay;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.replay.Replay.Running;
import org.dcrbs.server.round.Decider;
import org.dcrbs.server.round.Decider.Decision;
import org.dcrbs.server.round.RoundOptions;
import org.dcrbs.server.round.RoundProgress;

/**
 * One replay from its inputs to its result. The draft is compiled first, since it may be refused; then both sides are
 * decided, one after the other, and the old one once more with another seed, to know what chance alone changes: among
 * offers that are alike, the solver's choice hangs on little.
 */
final class ReplayRun {
    private final ReplayInputs inputs;
    private final Consumer<Running> told;
    private final BooleanSupplier cancelled;

    ReplayRun(ReplayInputs inputs, Consumer<Running> told, BooleanSupplier cancelled) {
        this.inputs = inputs;
        this.told = told;
        this.cancelled = cancelled;
    }

    ReplayResult run() throws PolicyException {
        told.accept(new Running(1, "compiling the draft"));
        PolicySet draft = inputs.draft().get();
        told.accept(new Running(5, "compiling the policies of then"));
        PolicySet inForce = inputs.inForce().get();
        RoundOptions options = inputs.options();
        Decision before = decide(inForce, options, 10);
        Decision chance = decide(inForce, options.withSeed(options.seed() + 1), 40);
        Decision after = decide(draft, options, 70);
        return Comparison.of(inputs.subject(), options, before, chance, after, inputs.real());
    }

    /** @param from how many per cent of all are done when it begins; each decision takes 30 */
    private Decision decide(PolicySet policies, RoundOptions options, int from) {
        Telling telling = new Telling(policies.version(), from);
        Decision decision = Decider.decide(
                new RoundId(inputs.subject()),
                inputs.market(),
                policies,
                options,
                options.limits(1),
                new RoundProgress(telling::entered, telling::words),
                cancelled);
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("cancelled");
        }
        return decision;
    }

    private final class Telling {
        private final String version;
        private final int from;
        private int percent;

        Telling(String version, int from) {
            this.version = version;
            this.from = from;
            this.percent = from;
        }

        void entered(RoundStage stage) {
            percent = from + done(stage);
        }

        /** How many per cent are done when it begins. */
        private static int done(RoundStage stage) {
            return switch (stage) {
                case COLLECT, VALUATE -> 0;
                case SEARCH -> 3;
                case SOLVE -> 10;
                case PRICE, NEGOTIATE, CONTRACT, EXECUTE, CLOSED -> 29;
            };
        }

        void words(String words) {
            told.accept(new Running(percent, "under " + version + ": " + words));
        }
    }
}
