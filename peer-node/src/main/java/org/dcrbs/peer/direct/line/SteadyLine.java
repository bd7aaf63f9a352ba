package org.dcrbs.peer.direct.line;

import java.time.Duration;
import java.util.Optional;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.Envelope;

/** A line that is dialled again when it breaks: every question of this protocol may be asked twice. */
public final class SteadyLine implements Asker, AutoCloseable {
    /** How to get a connection. */
    public interface Dial {
        DirectLine dial() throws LineLostException;
    }

    private final Dial dial;
    private final int attempts;
    private final Duration pause;
    private Optional<DirectLine> current = Optional.empty();

    /** @param attempts how often to try one question, 1 or more */
    public SteadyLine(Dial dial, int attempts, Duration pause) {
        this.dial = dial;
        this.attempts = attempts;
        this.pause = pause;
    }

    @Override
    public Envelope ask(DirectMessage question) throws LineLostException, RefusedException {
        for (int attempt = 1; ; attempt++) {
            try {
                if (current.isEmpty()) {
                    current = Optional.of(dial.dial());
                }
                return current.get().ask(question);
            } catch (LineLostException e) {
                close();
                if (attempt >= attempts || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                rest();
            } catch (RefusedException e) {
                if (attempt >= attempts || e.code() != ErrorCode.NOT_NOW) {
                    throw e;
                }
                rest();
            }
        }
    }

    private void rest() throws LineLostException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LineLostException("interrupted");
        }
    }

    @Override
    public void close() {
        current.ifPresent(DirectLine::close);
        current = Optional.empty();
    }
}
