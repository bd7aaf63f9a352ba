package org.dcrbs.solver.table;

import java.util.BitSet;
import org.dcrbs.solver.PairingProblem;

/** Choices that are made beforehand: bundles that must be served, or must not, and candidates that must not serve. */
public final class Restriction {
    private final PairingProblem problem;
    private final BitSet served;
    private final BitSet left;
    private final BitSet barred;

    private Restriction(PairingProblem problem, BitSet served, BitSet left, BitSet barred) {
        this.problem = problem;
        this.served = served;
        this.left = left;
        this.barred = barred;
    }

    /** No choice made yet. */
    public static Restriction of(PairingProblem problem) {
        return new Restriction(problem, new BitSet(), new BitSet(), new BitSet());
    }

    public Restriction withServed(int bundle) {
        return new Restriction(problem, with(served, bundle), left, barred);
    }

    public Restriction withLeftOut(int bundle) {
        return new Restriction(problem, served, with(left, bundle), barred);
    }

    /** A candidate, by its index in the problem, may not serve. */
    public Restriction without(int candidate) {
        return new Restriction(problem, served, left, with(barred, candidate));
    }

    /** Candidates, by their indexes in the problem, may not serve. */
    public Restriction without(BitSet candidates) {
        BitSet more = (BitSet) barred.clone();
        more.or(candidates);
        return new Restriction(problem, served, left, more);
    }

    /** Of all candidates of a line only this one, by its index in the problem, may serve. */
    public Restriction withOnly(int line, int candidate) {
        BitSet others = (BitSet) barred.clone();
        others.set(problem.firstCandidate(line), problem.firstCandidate(line + 1));
        others.clear(candidate);
        return new Restriction(problem, served, left, others);
    }

    /** Whether the bundle must be served. */
    public boolean served(int bundle) {
        return served.get(bundle);
    }

    public boolean leftOut(int bundle) {
        return left.get(bundle);
    }

    boolean allows(int bundle, int candidate) {
        return !left.get(bundle) && !barred.get(candidate);
    }

    private static BitSet with(BitSet set, int index) {
        BitSet more = (BitSet) set.clone();
        more.set(index);
        return more;
    }
}
