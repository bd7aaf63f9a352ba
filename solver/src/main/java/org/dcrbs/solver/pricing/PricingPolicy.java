package org.dcrbs.solver.pricing;

/**
 * How the surplus of a pairing is to be shared between who gives and who takes.
 *
 * @param giverPermille of the surplus to the giver, where it is split
 * @param giverRoomPermille of the worth that the giver should gain at least, to pay a commission from
 * @param takerRoomPermille the same for the taker; where the surplus is too small for both, each gets its part of it
 */
public record PricingPolicy(Preference preference, int giverPermille, int giverRoomPermille, int takerRoomPermille) {
    private static final int ALL = 1000;

    /** What to aim at. */
    public enum Preference {
        /** Reserve and the dual prices of what is taken: the same good costs everyone the same. */
        UNIFORM,
        /** A fixed share of the surplus. */
        SPLIT,
        /** The worth that the candidate came with. */
        AS_GIVEN
    }

    public PricingPolicy {
        permille("giverPermille", giverPermille);
        permille("giverRoomPermille", giverRoomPermille);
        permille("takerRoomPermille", takerRoomPermille);
    }

    /** Uniform prices; where there are none, the middle. */
    public static PricingPolicy uniform() {
        return new PricingPolicy(Preference.UNIFORM, ALL / 2, 0, 0);
    }

    /** That share of the surplus for the giver. */
    public static PricingPolicy split(int giverPermille) {
        return new PricingPolicy(Preference.SPLIT, giverPermille, 0, 0);
    }

    /** The worths that candidates came with, wherever nobody loses by them. */
    public static PricingPolicy asGiven() {
        return new PricingPolicy(Preference.AS_GIVEN, ALL / 2, 0, 0);
    }

    /** The same, with room for commissions. */
    public PricingPolicy withRoom(int giverRoom, int takerRoom) {
        return new PricingPolicy(preference, giverPermille, giverRoom, takerRoom);
    }

    private static void permille(String name, int value) {
        if (value < 0 || value > ALL) {
            throw new IllegalArgumentException(name + " " + value + " is not within 0..1000");
        }
    }
}
