package org.dcrbs.peer.execute.compute;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The brake of Unix: SIGSTOP and SIGCONT, which no process can ignore. Where there is no kill program, it does nothing. */
final class Signals implements Brake {
    private static final long PATIENCE_SECONDS = 5;
    private static final Optional<String> KILL = Programs.find("kill");

    @Override
    public boolean halt(long pid) throws InterruptedException {
        return send("-STOP", pid);
    }

    @Override
    public boolean release(long pid) throws InterruptedException {
        return send("-CONT", pid);
    }

    private static boolean send(String signal, long pid) throws InterruptedException {
        return KILL.isPresent() && Programs.succeeds(PATIENCE_SECONDS, TimeUnit.SECONDS, KILL.get(), signal, "" + pid);
    }
}
