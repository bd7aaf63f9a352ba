package org.dcrbs.solver.reason;

import org.dcrbs.solver.PairingProblem;

/** One thing that keeps a package out of an allocation. */
sealed interface Obstacle {
    String inWords(PairingProblem problem, String takenBy);

    /** What would have to be there for it to be gone. */
    String remedy(PairingProblem problem);

    /**
     * A pool has too little left, in slots from {@code from} to {@code last}.
     *
     * @param missing how much more of it would do
     * @param soldOut whether nothing is left in any of these slots
     */
    record Shortage(int offer, int pool, int from, int last, long missing, boolean soldOut) implements Obstacle {
        @Override
        public String inWords(PairingProblem problem, String takenBy) {
            return name(problem) + " is " + (soldOut ? "sold out" : "too full") + " in "
                    + (from == last ? "slot " + from : "slots " + from + "-" + last) + takenBy;
        }

        @Override
        public String remedy(PairingProblem problem) {
            return missing + " more of " + name(problem);
        }

        private String name(PairingProblem problem) {
            return "pool " + problem.offers().get(offer).id() + "/" + pool;
        }
    }

    /**
     * A party's net would pass a bound.
     *
     * @param above whether it is the upper one
     */
    record Excess(int party, boolean above, long limit, long by) implements Obstacle {
        @Override
        public String inWords(PairingProblem problem, String takenBy) {
            return name(problem) + "'s net limit (" + bound() + " " + limit + ") would be passed by " + by;
        }

        @Override
        public String remedy(PairingProblem problem) {
            return "a " + bound() + " of " + (above ? limit + by : limit - by) + " for " + name(problem);
        }

        private String name(PairingProblem problem) {
            return "party " + problem.parties().get(party).id();
        }

        private String bound() {
            return above ? "netMax" : "netMin";
        }
    }
}
