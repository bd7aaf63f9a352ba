package org.dcrbs.server.replay;

import java.util.Optional;

/** A replay and where it stands. */
public record Replay(String id, String subject, String draft, State state) {
    /** Running until it is one of the others, which are final. */
    public sealed interface State {}

    /** @param percent how much of it is done, about */
    public record Running(int percent, String words) implements State {}

    public record Done(ReplayResult result) implements State {}

    /** The draft is no policy; says what is wrong with it, a line each. */
    public record Refused(String diagnostics) implements State {}

    public record Cancelled() implements State {}

    public record Failed(String reason) implements State {}

    boolean isRunning() {
        return state instanceof Running;
    }

    Optional<ReplayResult> result() {
        return state instanceof Done done ? Optional.of(done.result()) : Optional.empty();
    }

    Replay now(State next) {
        return new Replay(id, subject, draft, next);
    }
}
