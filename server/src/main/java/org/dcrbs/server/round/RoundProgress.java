package org.dcrbs.server.round;

import java.util.Locale;
import java.util.function.Consumer;
import org.dcrbs.market.Credits;
import org.dcrbs.market.RoundStage;
import org.dcrbs.solver.Progress;

/** Where a round that is being decided stands, in words, for whoever asks meanwhile. */
public final class RoundProgress {
    private final Consumer<RoundStage> entered;
    private final Consumer<String> told;
    private volatile String words = "";

    /** @param entered told of each stage before it begins */
    public RoundProgress(Consumer<RoundStage> entered) {
        this(entered, words -> {});
    }

    /** @param told each of the words as they change */
    public RoundProgress(Consumer<RoundStage> entered, Consumer<String> told) {
        this.entered = entered;
        this.told = told;
    }

    public String words() {
        return words;
    }

    void enter(RoundStage stage) {
        entered.accept(stage);
        say(stage.words());
    }

    void valued(int listings, int of) {
        say("valued " + listings + " of " + of + " listings");
    }

    void searched(int demands, int of) {
        say("searched candidates for " + demands + " of " + of + " demands");
    }

    void solving(Progress progress) {
        say(String.format(
                Locale.ROOT,
                "solving for %d s: surplus %s, at most %s possible, gap %.2f%%",
                progress.elapsed().toSeconds(),
                Credits.micro(progress.best()),
                Credits.micro(progress.bound()),
                100 * progress.gap()));
    }

    private void say(String now) {
        words = now;
        told.accept(now);
    }
}
