package org.dcrbs.peer.direct;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks once and remembers the answer; a failure isn't remembered. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> source;
    private @Nullable T known;

    Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        T answer = known;
        if (answer == null) {
            answer = source.get();
            known = answer;
        }
        return answer;
    }
}
