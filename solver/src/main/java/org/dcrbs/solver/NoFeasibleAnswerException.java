package org.dcrbs.solver;

import java.util.List;

/** No choice was found that keeps every hard rule: mandatory bundles or parties' bounds contradict the rest. */
public final class NoFeasibleAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean proven;

    private final transient List<String> broken;

    /**
     * @param proven whether it is certain that there is none
     * @param broken the rules that the best try breaks
     */
    public NoFeasibleAnswerException(boolean proven, List<String> broken) {
        super((proven ? "there is no feasible answer: " : "no feasible answer found: ") + String.join("; ", broken));
        this.proven = proven;
        this.broken = List.copyOf(broken);
    }

    public boolean proven() {
        return proven;
    }

    public List<String> broken() {
        return broken;
    }
}
