package org.dcrbs.peer.execute.access.web;

import java.util.concurrent.TimeUnit;

/** Time as requests are paced by it. */
interface Ticks {
    Ticks REAL = new Ticks() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    long nanos();

    void sleep(long nanos) throws InterruptedException;
}
