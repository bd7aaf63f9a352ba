package org.dcrbs.server.round;

import java.util.Locale;
import java.util.function.Consumer;
import org.dcrbs.market.Credits;
import org.dcrbs.market.RoundStage;
import org.dcrbs.solver.Progress;

/** Where a round that is being decided stands, in words, for whoever asks meanwhile. */
final class RoundProgress {
    private final Consumer<RoundStage> entered;
    private volatile String words = "";

    /** @param entered told of each stage before it begins */
    RoundProgress(Consumer<RoundStage> entered) {
        this.entered = entered;
    }

    String words() {
        return words;
    }

    void enter(RoundStage stage) {
        words = stage.words();
        entered.accept(stage);
    }

    void searched(int demands, int of) {
        words = "searched candidates for " + demands + " of " + of + " demands";
    }

    void solving(Progress progress) {
        words = String.format(
                Locale.ROOT,
                "solving for %d s: surplus %s, at most %s possible, gap %.2f%%",
                progress.elapsed().toSeconds(),
                Credits.micro(progress.best()),
                Credits.micro(progress.bound()),
                100 * progress.gap());
    }
}
