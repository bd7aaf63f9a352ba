package org.dcrbs.peer.stored;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;

/**
 * Transfers with givers over lines that may break, or whose owners come first: dialled again, and gone on with where they
 * were, as long as something gets on. Who can't be reached to begin with is not waited for.
 */
final class Perseverance {
    private static final int MOST_IN_VAIN = 4;

    private final Givers givers;
    private final Consumer<String> tell;
    private final Duration pause;

    /** @param pause before it is dialled again, and twice as long before the next time */
    Perseverance(Givers givers, Consumer<String> tell, Duration pause) {
        this.givers = givers;
        this.tell = tell;
        this.pause = pause;
    }

    /** Something that goes on where it was when it is done again. */
    interface Transfer {
        void over(KeptBlobs blobs, LongConsumer progress) throws IOException, RefusedException;
    }

    /** @param bytes of which the progress is told */
    void run(Lease lease, long bytes, Transfer transfer) throws IOException, RefusedException, InterruptedException {
        Progress progress = new Progress(bytes);
        boolean reached = false;
        int inVain = 0;
        while (true) {
            long before = progress.there;
            try (LeaseLine line = givers.dial(lease)) {
                reached = true;
                transfer.over(new KeptBlobs(line), progress);
                return;
            } catch (LineLostException | RefusedException e) {
                if (e instanceof RefusedException no && no.code() != ErrorCode.NOT_NOW) {
                    throw e;
                }
                inVain = progress.there > before ? 1 : inVain + 1;
                if (!reached || inVain == MOST_IN_VAIN) {
                    throw e;
                }
                tell.accept("  " + lease.getGiver() + ": " + e.getMessage() + "; dialling again");
                TimeUnit.NANOSECONDS.sleep(pause.toNanos() << (inVain - 1));
            }
        }
    }

    /** Told at each tenth. */
    private final class Progress implements LongConsumer {
        private final long bytes;
        private long there;
        private long toldPercent;

        Progress(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public void accept(long now) {
            there = now;
            long percent = (long) (now * 100.0 / bytes);
            if (percent >= toldPercent + 10 && percent < 100) {
                toldPercent = percent;
                tell.accept("  " + percent + " %");
            }
        }
    }
}
