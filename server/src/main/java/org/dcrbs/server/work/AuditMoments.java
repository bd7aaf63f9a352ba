package org.dcrbs.server.work;

import java.time.Instant;
import org.dcrbs.market.Window;

/**
 * When a lease is looked after: at moments that its giver can't foresee, one in each of as many equal parts of the lease.
 *
 * @param lease the id of its order
 */
record AuditMoments(Window window, String lease, int parts, Surroundings around) {
    /** How many of them have come. */
    int due() {
        int due = 0;
        while (due < parts && !moment(due).isAfter(around.now())) {
            due++;
        }
        return due;
    }

    private Instant moment(int number) {
        long part = window.seconds() * 1000 / parts;
        long drawn = Long.remainderUnsigned(around.draw(lease + "/at/" + number), part);
        return window.from().plusMillis(number * part + drawn);
    }
}
