package org.dcrbs.solver.search;

/** What choosing a candidate for a line is good for, by which places are ranked. */
@FunctionalInterface
public interface CandidateValue {
    double of(int line, int candidate);
}
