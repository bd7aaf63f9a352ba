package org.dcrbs.market;

import java.time.Duration;
import java.time.Instant;

/**
 * What the outcomes of a party's deliveries say of it. All of them are counted for ever; what the party may do depends on
 * the recent ones alone, each of which weighs a thousand when it comes and half as much after {@link #HALF_LIFE_DAYS}.
 *
 * @param good outcomes that were good, ever
 * @param bad outcomes that were bad, ever
 * @param inARow good outcomes since the last bad one
 * @param recentGood the weight of the good ones, as of {@code asOf}
 * @param recentBad the weight of the bad ones, as of {@code asOf}
 * @param asOf until when the weights have been let fade; moves on by whole days
 */
public record Reputation(long good, long bad, long inARow, long recentGood, long recentBad, Instant asOf) {
    public static final int HALF_LIFE_DAYS = 14;

    private static final long WEIGHT = 1000;
    /** The fourteenth root of a half, in millionths: what a day leaves. */
    private static final long A_DAY_LEAVES = 951_695;
    /** After so many days nothing is left of any weight that can occur. */
    private static final int ALL_FADED_DAYS = 1000;

    private static final long MOST = 1_000_000_000_000L;

    /**
     * What follows from a reputation, step by step. A step is taken if the recent bad outcomes weigh enough, and are a large
     * enough part of all recent ones. One bad outcome more never leads further than to the next step.
     */
    public enum Standing {
        /** Nothing is held against the party. */
        GOOD(0, 0),
        /** It is told; all of its work is checked. */
        WARNED(500, 50),
        /** Only a part of what it offers is taken at a time, and it checks nobody. */
        LIMITED(1500, 200),
        /** Its offers stay out of rounds. */
        SUSPENDED(3500, 400);

        private final long leastBad;
        private final long leastPermille;

        Standing(long leastBad, long leastPermille) {
            this.leastBad = leastBad;
            this.leastPermille = leastPermille;
        }

        /** How much of an offer's capacity, rounded up, is to be had of a party of this standing. */
        public long share(long capacity) {
            return switch (this) {
                case GOOD, WARNED -> capacity;
                case LIMITED -> (capacity + 3) / 4;
                case SUSPENDED -> 0;
            };
        }
    }

    public Reputation {
        Check.range("good outcomes", good, 0, MOST);
        Check.range("bad outcomes", bad, 0, MOST);
        Check.range("good outcomes in a row", inARow, 0, good);
        Check.range("weight of good outcomes", recentGood, 0, MOST * WEIGHT);
        Check.range("weight of bad outcomes", recentBad, 0, MOST * WEIGHT);
    }

    /** Of a party of which nothing is known. */
    public static Reputation unknown(Instant at) {
        return new Reputation(0, 0, 0, 0, 0, at);
    }

    /** How many outcomes there were, ever. */
    public long total() {
        return good + bad;
    }

    /**
     * How likely the next outcome is a good one, judged by the recent ones, in thousandths: Laplace's rule of succession,
     * {@code (good + 1) / (good + bad + 2)}. 500 for a party of which nothing is known.
     */
    public int permille() {
        return (int) ((recentGood + WEIGHT) * 1000 / (recentGood + recentBad + 2 * WEIGHT));
    }

    public Standing standing() {
        Standing standing = Standing.GOOD;
        for (Standing step : Standing.values()) {
            boolean reached =
                    recentBad >= step.leastBad && recentBad * 1000 >= step.leastPermille * (recentGood + recentBad);
            standing = reached ? step : standing;
        }
        return standing;
    }

    /** The same, with the weights faded until then; a time before {@code asOf} changes nothing. */
    public Reputation at(Instant now) {
        long days = Math.max(0, Duration.between(asOf, now).toDays());
        if (days == 0) {
            return this;
        }
        long goodLeft = recentGood;
        long badLeft = recentBad;
        for (long day = 0; day < Math.min(days, ALL_FADED_DAYS); day++) {
            goodLeft = faded(goodLeft);
            badLeft = faded(badLeft);
        }
        return new Reputation(good, bad, inARow, goodLeft, badLeft, asOf.plus(Duration.ofDays(days)));
    }

    /** With so many good outcomes more. */
    public Reputation good(int outcomes, Instant now) {
        Check.range("outcomes", outcomes, 1, 1_000_000);
        Reputation then = at(now);
        return new Reputation(
                good + outcomes,
                bad,
                inARow + outcomes,
                then.recentGood + outcomes * WEIGHT,
                then.recentBad,
                then.asOf);
    }

    /** With one bad outcome more. */
    public Reputation bad(Instant now) {
        Reputation then = at(now);
        return new Reputation(good, bad + 1, 0, then.recentGood, then.recentBad + WEIGHT, then.asOf);
    }

    /** Split, so that the product fits. */
    private static long faded(long weight) {
        return weight / 1_000_000 * A_DAY_LEAVES + weight % 1_000_000 * A_DAY_LEAVES / 1_000_000;
    }
}
