package org.dcrbs.solver.bench;

import java.util.SplittableRandom;

/** What a line asks of an offer. */
record Need(int category, int party, int from, int until, int quantity, int quality, int speed, int worth) {
    static Need random(int category, int party, int from, int until, SplittableRandom random) {
        int quantity = random.nextInt(3) == 0
                ? 1
                : Math.max(1, Math.min(8, 1 + (int) Math.exp(random.nextDouble() * Math.log(8))));
        int quality = Math.min(random.nextInt(8), random.nextInt(8));
        int speed = Math.min(random.nextInt(8), random.nextInt(8));
        int worth = 60 + random.nextInt(90) + 5 * (quality + speed);
        return new Need(category, party, from, until, quantity, quality, speed, worth);
    }

    long unitSlots() {
        return (long) quantity * (until - from);
    }
}
