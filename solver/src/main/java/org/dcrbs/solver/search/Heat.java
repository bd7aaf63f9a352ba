package org.dcrbs.solver.search;

/**
 * How freely a round of annealing accepts losses, in the objective's unit.
 *
 * @param start temperature at its start, more than 0
 * @param end temperature at its end
 * @param doubt how far off a ranking is to be thought: changes that it expects to lose several times as much are seldom
 *     tried
 */
public record Heat(double start, double end, double doubt) {
    /** The temperature after a share of the round. */
    double after(double share) {
        return start * Math.pow(end / start, Math.min(1, share));
    }
}
